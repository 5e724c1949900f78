package assignment

import "math"

// edge is a place that a job may take, with what that costs.
type edge struct {
	place int
	cost  int64
}

const unreached = math.MaxInt64

// solve gives each job a place, each place to one job at the most, so that the sum of
// the costs is the least there is. Job i stays without a place, -1, at the cost of
// without. Costs are not negative, and so small that a path over all jobs cannot
// overflow. It is the method of successive shortest paths with potentials: J. Edmonds,
// R. Karp, Theoretical improvements in algorithmic efficiency for network flow
// problems, J. ACM 19 (1972); on dense graphs R. Jonker, A. Volgenant, A shortest
// augmenting path algorithm for dense and sparse linear assignment problems,
// Computing 38 (1987).
func solve(jobs [][]edge, places int, without int64) []int {
	s := &solver{jobs: jobs, places: places, without: without, holder: make([]int, places+len(jobs)), place: make([]int, len(jobs)),
		ofJob: make([]int64, len(jobs)), ofPlace: make([]int64, places+len(jobs)),
		reach: make([]int64, places+len(jobs)), from: make([]int, places+len(jobs)), done: make([]bool, places+len(jobs))}
	for i := range s.holder {
		s.holder[i] = -1
	}
	for job := range jobs {
		s.insert(job)
	}
	for job, p := range s.place {
		if p >= places {
			s.place[job] = -1
		}
	}
	return s.place
}

// solver holds a cheapest solution for the jobs so far. Place places+i is that of job
// i alone, at which it stays without one.
type solver struct {
	jobs           [][]edge
	places         int
	without        int64
	place, holder  []int   // of each job, and the other way round; -1 for none
	ofJob, ofPlace []int64 // the potentials: no edge is cheaper than their sum
	reach          []int64 // how far each place is from the new job
	from           []int   // the job before it on the way
	done           []bool
}

// insert takes in a job over the shortest path to a place that is free.
func (s *solver) insert(job int) {
	for i := range s.reach {
		s.reach[i], s.done[i] = unreached, false
	}
	var passed []int
	at, far := job, int64(0)
	free := -1
	for free < 0 {
		s.relax(at, far)
		next := s.nearest()
		s.done[next], far = true, s.reach[next]
		if s.holder[next] < 0 {
			free = next
			break
		}
		passed = append(passed, next)
		at = s.holder[next]
	}
	s.ofJob[job] += far
	for _, p := range passed {
		s.ofJob[s.holder[p]] += far - s.reach[p]
		s.ofPlace[p] -= far - s.reach[p]
	}
	for free >= 0 {
		before := s.from[free]
		s.holder[free] = before
		free, s.place[before] = s.place[before], free
		if before == job {
			break
		}
	}
}

// relax goes on from the job, which is far from the new one.
func (s *solver) relax(job int, far int64) {
	step := func(place int, cost int64) {
		if d := far + cost - s.ofJob[job] - s.ofPlace[place]; !s.done[place] && d < s.reach[place] {
			s.reach[place], s.from[place] = d, job
		}
	}
	for _, e := range s.jobs[job] {
		step(e.place, e.cost)
	}
	step(s.places+job, s.without)
}

// nearest is the place to go on from. There is one: each job has one of its own.
func (s *solver) nearest() int {
	best := -1
	for i, d := range s.reach {
		if d < unreached && !s.done[i] && (best < 0 || d < s.reach[best]) {
			best = i
		}
	}
	return best
}
