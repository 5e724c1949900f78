package copies

// Group is a page that the stream shows and the copies of it that are folded.
type Group struct {
	Kept   int   // the earliest
	Copies []int // ascending; empty for a page that came in once
}

// Fold groups the pages so that every page is in one group and the copies of a
// page are behind its earliest one. There are as many new pages as groups:
// “812 pages, 341 new”. Groups are in order of the pages kept.
func Fold(prints []Print) []Group { return FoldPairs(len(prints), Find(prints)) }

// Forerunners pairs each page that says much the same as an earlier one, without
// being a copy of it, with the one whose words overlap the most. Pages that are
// folded are in no pair.
func Forerunners(groups []Group, pairs []Pair) []Pair {
	kept := map[int]int{}
	for _, g := range groups {
		kept[g.Kept] = g.Kept
		for _, c := range g.Copies {
			kept[c] = g.Kept
		}
	}
	best := map[int]Pair{}
	for _, p := range pairs {
		a := kept[p.A]
		if kept[p.B] != p.B || a >= p.B {
			continue
		}
		if b, found := best[p.B]; !found || p.Jaccard > b.Jaccard {
			p.A = a
			best[p.B] = p
		}
	}
	var out []Pair
	for _, g := range groups {
		if p, found := best[g.Kept]; found {
			out = append(out, p)
		}
	}
	return out
}

// FoldPairs is Fold for pairs that are known already. A page joins another only
// where the two are a pair themselves, so that small changes do not add up from
// copy to copy.
func FoldPairs(pages int, pairs []Pair) []Group {
	earliest := make([]int, pages)
	for i := range earliest {
		earliest[i] = i
	}
	for _, p := range pairs { // ascending in B, then A: the page of A is decided already
		if p.Kind == Same && earliest[p.B] == p.B && earliest[p.A] == p.A {
			earliest[p.B] = p.A
		}
	}
	for _, p := range pairs { // exact copies are paired with their first alone, which may be folded itself
		if p.Jaccard == 1 && p.Numbers == 1 && earliest[p.B] == p.B {
			earliest[p.B] = earliest[p.A]
		}
	}
	var out []Group
	place := map[int]int{}
	for page, kept := range earliest {
		if page == kept {
			place[page] = len(out)
			out = append(out, Group{Kept: page})
			continue
		}
		g := &out[place[kept]]
		g.Copies = append(g.Copies, page)
	}
	return out
}
