package dictionary

import "strconv"

// Vertebra is a vertebra, or the nerve root of that name: C5, L4, S1. C8 is a
// root only. The zero Vertebra is none.
type Vertebra struct {
	Region byte // 'C', 'T', 'L' or 'S'
	Number int
}

// String is the vertebra as it is written: L5.
func (v Vertebra) String() string {
	if v.Number == 0 {
		return ""
	}
	return string(v.Region) + strconv.Itoa(v.Number)
}

// lastOf is the highest number of each region; a sixth lumbar vertebra occurs.
var lastOf = map[byte]int{'C': 8, 'T': 12, 'L': 6, 'S': 5}

func (v Vertebra) exists() bool { return v.Number >= 1 && v.Number <= lastOf[v.Region] }

// below is the vertebra under this one, as spines usually are.
func (v Vertebra) below() Vertebra {
	switch v {
	case Vertebra{'C', 7}, Vertebra{'C', 8}:
		return Vertebra{'T', 1}
	case Vertebra{'T', 12}:
		return Vertebra{'L', 1}
	case Vertebra{'L', 5}, Vertebra{'L', 6}:
		return Vertebra{'S', 1}
	}
	return Vertebra{v.Region, v.Number + 1}
}

// place orders vertebrae from the head down.
func (v Vertebra) place() int {
	return map[byte]int{'C': 0, 'T': 10, 'L': 30, 'S': 40}[v.Region] + v.Number
}

// segments is the motion segments from one vertebra down to another, such as
// L4-L5 and L5-S1 for L4 and S1; nil where the second is not below the first.
func segments(from, to Vertebra) [][2]Vertebra {
	if from == (Vertebra{'L', 5}) && to == (Vertebra{'L', 6}) {
		return [][2]Vertebra{{from, to}}
	}
	var list [][2]Vertebra
	for v := from; v.place() < to.place(); v = v.below() {
		list = append(list, [2]Vertebra{v, v.below()})
	}
	return list
}
