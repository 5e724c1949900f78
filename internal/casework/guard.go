package casework

import (
	"crypto/sha256"
	"maps"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// guard bounds how often passwords are tried, for each account and for each
// address that tries, and how many are hashed at once.
type guard struct {
	account, address *limiters
	verify           *limiters // of letters, for each address
	hashing          chan struct{}
}

// Five failures a minute for an account and twenty for an address leave a person
// who mistypes in peace and a guesser without hope.
func newGuard() guard {
	return guard{
		account: newLimiters(rate.Every(time.Minute/5), 5),
		address: newLimiters(rate.Every(time.Minute/20), 20),
		verify:  newLimiters(rate.Every(time.Minute/30), 30),
		// A hash takes 19 MiB and a core for a while; two at once leave room for pages.
		hashing: make(chan struct{}, 2),
	}
}

// limiters is a token bucket for each key. Keys are kept as hashes and forgotten
// when there are too many, so that a flood of made-up keys cannot fill the memory.
type limiters struct {
	mu    sync.Mutex
	every rate.Limit
	burst int
	byKey map[[sha256.Size]byte]*rate.Limiter
}

const maxLimiters = 10_000

func newLimiters(every rate.Limit, burst int) *limiters {
	return &limiters{every: every, burst: burst, byKey: map[[sha256.Size]byte]*rate.Limiter{}}
}

// take takes one try from the key's bucket; ok is false where it is empty. A try
// that was honest is given back, so that only failures add up.
func (l *limiters) take(key string, now time.Time) (giveBack func(), ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	sum := sha256.Sum256([]byte(key))
	one, known := l.byKey[sum]
	if !known {
		l.makeRoom(now)
		one = rate.NewLimiter(l.every, l.burst)
		l.byKey[sum] = one
	}
	r := one.ReserveN(now, 1)
	giveBack = func() { r.CancelAt(now) }
	if r.DelayFrom(now) > 0 {
		giveBack()
		return nil, false
	}
	return giveBack, true
}

// makeRoom forgets the keys whose buckets are full again, which are as good as
// new, and all of them where that is not enough.
func (l *limiters) makeRoom(now time.Time) {
	if len(l.byKey) < maxLimiters {
		return
	}
	maps.DeleteFunc(l.byKey, func(_ [sha256.Size]byte, one *rate.Limiter) bool {
		return one.TokensAt(now) >= float64(l.burst)
	})
	if len(l.byKey) >= maxLimiters {
		clear(l.byKey)
	}
}

// takeBoth takes a try from the address's bucket and from the account's: the
// address first, so that one that tries too often makes up no more accounts.
func (g guard) takeBoth(account, address string, now time.Time) (giveBack func(), ok bool) {
	fromAddress, ok := g.address.take(address, now)
	if !ok {
		return nil, false
	}
	fromAccount, ok := g.account.take(account, now)
	if !ok {
		return nil, false
	}
	return func() { fromAccount(); fromAddress() }, true
}
