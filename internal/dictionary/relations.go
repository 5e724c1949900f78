package dictionary

// Broader is every concept that includes this one, the nearest first: for
// L5-S1 the lumbar spine, then the spine. Unknown ids have none.
func (d *Dictionary) Broader(id string) []string {
	return closure(id, func(id string) []string {
		c, _ := d.Concept(id)
		return c.Broader
	})
}

// Narrower is every concept that this one includes, the nearest first: for
// opioid all opioids.
func (d *Dictionary) Narrower(id string) []string {
	return closure(id, func(id string) []string { return d.narrower[id] })
}

// Covers reports whether a statement about b is a statement about a: b is a
// itself, or a includes it.
func (d *Dictionary) Covers(a, b string) bool {
	if a == b {
		return true
	}
	for _, id := range d.Broader(b) {
		if id == a {
			return true
		}
	}
	return false
}

// Sites is every body part that the concept concerns, by itself or by a
// concept that includes it, each followed by the parts that include it. A body
// part or a spinal level concerns itself.
func (d *Dictionary) Sites(id string) []string {
	var sites []string
	seen := map[string]bool{}
	add := func(id string) {
		if !seen[id] {
			seen[id] = true
			sites = append(sites, id)
		}
	}
	for _, of := range append([]string{id}, d.Broader(id)...) {
		c, ok := d.Concept(of)
		if ok && (c.Class == "body_parts" || c.Class == "levels") {
			add(of)
		}
		for _, site := range c.Sites {
			add(site)
			for _, whole := range d.Broader(site) {
				add(whole)
			}
		}
	}
	return sites
}

// closure follows the links from the id breadth first, without the id itself.
func closure(id string, links func(string) []string) []string {
	var list []string
	seen := map[string]bool{id: true}
	for at, i := id, 0; ; i++ {
		for _, next := range links(at) {
			if !seen[next] {
				seen[next] = true
				list = append(list, next)
			}
		}
		if i == len(list) {
			return list
		}
		at = list[i]
	}
}
