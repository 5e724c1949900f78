package report

// Decided is how many items of a kind the public figures count.
type Decided struct {
	Name               string
	Upheld, Overturned int
}

// Figures makes a table for the public: items upheld, overturned and both, with the
// sums of the columns in the last row. No cell from 1 to smallest-1 is shown, and
// none that would let one of those be computed. shown is false where even a sum is
// that small: then nothing of the table may be shown.
//
// Tables of the same items share their sums only, which stand in each of them, so
// that no table tells what another leaves out.
func Figures(by Dimension, all []Decided, smallest int) (t Table, shown bool) {
	t = Table{Name: by.Name, Title: by.Title, Of: by.Of, Counts: "Disputed items of issued decisions, as their newest version decides them.",
		Columns: []Column{{"Upheld", Number, false}, {"Overturned", Number, true}, {"All", Number, true}}}
	sum := Decided{Name: "All"}
	for _, d := range all {
		sum.Upheld, sum.Overturned = sum.Upheld+d.Upheld, sum.Overturned+d.Overturned
	}
	var grid [][]int
	for _, d := range append(all[:len(all):len(all)], sum) {
		grid = append(grid, []int{d.Upheld, d.Overturned, d.Upheld + d.Overturned})
	}
	for _, n := range grid[len(grid)-1] {
		if n > 0 && n < smallest {
			return t, false
		}
	}
	hidden := leaveOut(grid, smallest)
	for i, row := range grid {
		r := Row{Label: sum.Name}
		if i < len(all) {
			r.Label = all[i].Name
		}
		for j, n := range row {
			r.Cells = append(r.Cells, Cell{N: float64(n), LeftOut: hidden[i][j]})
			if hidden[i][j] {
				r.Cells[j].N = 0
			}
		}
		t.Rows = append(t.Rows, r)
	}
	return t, sum.Upheld+sum.Overturned > 0
}

// leaveOut marks the small cells of a grid whose last row and column are sums, and
// as many more as it takes that each marked cell lies on a circle of marked cells:
// then one can be greater by one and its neighbours on the circle less, and every
// sum that is shown stays as it is (Gusfield, 1988). The last row is never marked.
func leaveOut(grid [][]int, smallest int) [][]bool {
	marked := make([][]bool, len(grid))
	for i, row := range grid {
		marked[i] = make([]bool, len(row))
		for j, n := range row {
			marked[i][j] = n > 0 && n < smallest && i < len(grid)-1
		}
	}
	for {
		i, j, alone := loneCell(marked)
		if !alone {
			return marked
		}
		k, l := cheapest(grid, marked, i, j)
		marked[i][l], marked[k][j], marked[k][l] = true, true, true
	}
}

// cheapest is the row and the column that close the smallest circle with the cell.
// Cells of 0 cannot become less and close none.
func cheapest(grid [][]int, marked [][]bool, i, j int) (row, column int) {
	best := -1
	cost := func(i, j int) int {
		if marked[i][j] {
			return 0
		}
		return grid[i][j]
	}
	for k := range len(grid) - 1 {
		for l := range grid[i] {
			if k == i || l == j || grid[i][l] == 0 || grid[k][j] == 0 || grid[k][l] == 0 {
				continue
			}
			if c := cost(i, l) + cost(k, j) + cost(k, l); best < 0 || c < best {
				best, row, column = c, k, l
			}
		}
	}
	return row, column
}

// loneCell finds a marked cell that lies on no circle of marked cells: rows and
// columns are points, marked cells lines between them, and a line whose ends are
// not joined without it is a bridge.
func loneCell(marked [][]bool) (row, column int, found bool) {
	for _, l := range lines(marked) {
		if !joinedWithout(marked, l.row, l.column) {
			return l.row, l.column, true
		}
	}
	return 0, 0, false
}

func joinedWithout(marked [][]bool, row, column int) bool {
	lines := lines(marked)
	rows, columns := map[int]bool{row: true}, map[int]bool{}
	for grows := true; grows; {
		grows = false
		for _, l := range lines {
			if l != (line{row, column}) && rows[l.row] != columns[l.column] {
				rows[l.row], columns[l.column], grows = true, true, true
			}
		}
	}
	return columns[column]
}

// line is a marked cell between its row and its column.
type line struct{ row, column int }

func lines(marked [][]bool) []line {
	var out []line
	for i, row := range marked {
		for j, is := range row {
			if is {
				out = append(out, line{i, j})
			}
		}
	}
	return out
}
