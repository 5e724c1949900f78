package report

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestNoCellThatIsLeftOutCanBeComputed attacks tables as somebody would who solves
// the equations of the sums: a cell is known where they have one solution for it.
func TestNoCellThatIsLeftOutCanBeComputed(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	shownTables, hidden := 0, 0
	for n := range 3000 {
		all := make([]Decided, 1+r.IntN(8))
		for i := range all {
			all[i] = Decided{fmt.Sprint(i), r.IntN(30) * r.IntN(2), r.IntN(14) * r.IntN(2)}
		}
		table, shown := Figures(Category, all, 11)
		if !shown {
			continue
		}
		shownTables++
		for i, row := range table.Rows {
			for j, c := range row.Cells {
				value := cellOf(all, i, j)
				if !c.LeftOut && value > 0 && value < 11 {
					t.Fatalf("table %d shows the small cell %d", n, value)
				}
				if c.LeftOut {
					hidden++
					if determined(table, i, j) {
						t.Fatalf("table %d: the cell %d, %d follows from the others: %+v", n, i, j, table.Rows)
					}
				}
			}
		}
	}
	if shownTables < 500 || hidden < 1000 {
		t.Errorf("only %d tables were shown, with %d cells left out", shownTables, hidden)
	}
}

func cellOf(all []Decided, i, j int) int {
	up, over := 0, 0
	for k, d := range all {
		if k == i || i == len(all) {
			up, over = up+d.Upheld, over+d.Overturned
		}
	}
	return []int{up, over, up + over}[j]
}

// determined reports whether the equations of the table's sums fix the cell. It
// solves them by elimination, another way than the one that marks the cells.
func determined(t Table, row, column int) bool {
	var names [][2]int
	index := map[[2]int]int{}
	for i, r := range t.Rows {
		for j, c := range r.Cells {
			if c.LeftOut {
				index[[2]int{i, j}] = len(names)
				names = append(names, [2]int{i, j})
			}
		}
	}
	var equations [][]float64
	add := func(cells map[[2]int]float64) {
		line, any := make([]float64, len(names)), false
		for at, sign := range cells {
			if k, ok := index[at]; ok {
				line[k], any = sign, true
			}
		}
		if any {
			equations = append(equations, line)
		}
	}
	last := len(t.Rows) - 1
	for i := range t.Rows {
		add(map[[2]int]float64{{i, 0}: 1, {i, 1}: 1, {i, 2}: -1})
	}
	for j := range 3 {
		sum := map[[2]int]float64{{last, j}: -1}
		for i := range last {
			sum[[2]int{i, j}] = 1
		}
		add(sum)
	}
	target := make([]float64, len(names))
	target[index[[2]int{row, column}]] = 1
	return rank(append(clone(equations), target)) == rank(clone(equations))
}

func clone(m [][]float64) [][]float64 {
	var out [][]float64
	for _, r := range m {
		out = append(out, append([]float64(nil), r...))
	}
	return out
}

func rank(m [][]float64) int {
	out := 0
	for c := 0; len(m) > 0 && c < len(m[0]) && out < len(m); c++ {
		p := out
		for p < len(m) && abs(m[p][c]) < 1e-9 {
			p++
		}
		if p == len(m) {
			continue
		}
		m[out], m[p] = m[p], m[out]
		for i := range m {
			if i == out || abs(m[i][c]) < 1e-9 {
				continue
			}
			f := m[i][c] / m[out][c]
			for k := range m[i] {
				m[i][k] -= f * m[out][k]
			}
		}
		out++
	}
	return out
}

func abs(x float64) float64 { return max(x, -x) }

// TestSmallCellsAreLeftOut: the rows by hand.
func TestSmallCellsAreLeftOut(t *testing.T) {
	for name, tt := range map[string]struct {
		all   []Decided
		shown bool
		want  []string // the cells of each row, * where left out
	}{
		"nothing":           {nil, false, nil},
		"all large":         {[]Decided{{"a", 20, 30}, {"b", 40, 50}}, true, []string{"20 30 50", "40 50 90", "60 80 140"}},
		"none is not small": {[]Decided{{"a", 20, 0}, {"b", 40, 50}}, true, []string{"20 0 20", "40 50 90", "60 50 110"}},
		"one small":         {[]Decided{{"a", 20, 3}, {"b", 40, 50}, {"c", 12, 70}}, true, []string{"* * 23", "40 50 90", "* * 82", "72 123 195"}},
		"a small row":       {[]Decided{{"a", 2, 0}, {"b", 40, 50}}, true, []string{"* 0 *", "* 50 *", "42 50 92"}},
		"a small sum":       {[]Decided{{"a", 20, 3}, {"b", 40, 2}}, false, nil},
	} {
		table, shown := Figures(Category, tt.all, 11)
		if shown != tt.shown {
			t.Errorf("%s: shown %v", name, shown)
		}
		for i, want := range tt.want {
			got := ""
			for j, c := range table.Rows[i].Cells {
				if j > 0 {
					got += " "
				}
				if c.LeftOut {
					got += "*"
				} else {
					got += fmt.Sprint(c.N)
				}
			}
			if got != want {
				t.Errorf("%s, row %d: %s, want %s", name, i, got, want)
			}
		}
	}
}
