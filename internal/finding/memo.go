package finding

import (
	"slices"
	"sync"
)

// memo keeps what a pure function gave for its latest questions: at least most of
// them, at most twice as many. It may be used by many goroutines.
type memo[K string | question, V any] struct {
	most int

	mu          sync.Mutex
	now, before map[K]V
}

// fewest is how many answers every memo keeps.
const fewest = 64

// of is the answer to the question, asked for where it is not kept. Two who ask at
// once may both work it out.
func (m *memo[K, V]) of(k K, answer func() V) V {
	if v, ok := m.kept(k); ok {
		return v
	}
	v := answer()
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keep(k, v)
	return v
}

// kept is the answer where it is known; one of the older half becomes new again.
func (m *memo[K, V]) kept(k K) (V, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, ok := m.now[k]
	if ok {
		return v, true
	}
	if v, ok = m.before[k]; ok {
		m.keep(k, v)
	}
	return v, ok
}

func (m *memo[K, V]) keep(k K, v V) {
	if m.now == nil || len(m.now) >= max(m.most, fewest) {
		m.now, m.before = map[K]V{}, m.now
	}
	m.now[k] = v
}

// What the sentences of drafts claim, and what those claims are about: a save
// changes one sentence of a hundred.
var (
	claimsRead = memo[string, []claim]{most: 4096}
	topicsRead = memo[string, []topic]{most: 1024}
)

// claimsIn lists the claims of absence of a sentence of the draft.
func claimsIn(s sentence) []claim {
	out := slices.Clone(claimsRead.of(s.text, func() []claim { return readClaims(s) }))
	for i := range out {
		out[i].in = s
	}
	return out
}

// topics is what the claim is about, thing by thing. It must not be changed.
func (c claim) topics() []topic {
	return topicsRead.of(c.clause+"|"+c.topic+"|"+c.quality, func() []topic { return topicsOfClaim(c) })
}
