package casework

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// guard bounds how often passwords are tried, for each account and for each
// address that tries, and how many are hashed at once.
type guard struct {
	account, address *limiters
	hashing          chan struct{}
}

// Five failures a minute for an account and twenty for an address leave a person
// who mistypes in peace and a guesser without hope.
func newGuard() guard {
	return guard{
		account: newLimiters(rate.Every(time.Minute/5), 5),
		address: newLimiters(rate.Every(time.Minute/20), 20),
		// A hash takes 19 MiB and a core for a while; two at once leave room for pages.
		hashing: make(chan struct{}, 2),
	}
}

// limiters is a token bucket for each key. It forgets all keys when there are too
// many, so that a flood of made-up keys cannot fill the memory.
type limiters struct {
	mu    sync.Mutex
	every rate.Limit
	burst int
	byKey map[string]*rate.Limiter
}

const maxLimiters = 10_000

func newLimiters(every rate.Limit, burst int) *limiters {
	return &limiters{every: every, burst: burst, byKey: map[string]*rate.Limiter{}}
}

// take takes one try from the key's bucket; ok is false where it is empty. A try
// that was honest is given back, so that only failures add up.
func (l *limiters) take(key string, now time.Time) (giveBack func(), ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	one, known := l.byKey[key]
	if !known {
		if len(l.byKey) >= maxLimiters {
			clear(l.byKey)
		}
		one = rate.NewLimiter(l.every, l.burst)
		l.byKey[key] = one
	}
	r := one.ReserveN(now, 1)
	giveBack = func() { r.CancelAt(now) }
	if r.DelayFrom(now) > 0 {
		giveBack()
		return nil, false
	}
	return giveBack, true
}

// takeBoth takes a try from the account's bucket and from the address's.
func (g guard) takeBoth(account, address string, now time.Time) (giveBack func(), ok bool) {
	fromAccount, ok := g.account.take(account, now)
	if !ok {
		return nil, false
	}
	fromAddress, ok := g.address.take(address, now)
	if !ok {
		fromAccount()
		return nil, false
	}
	return func() { fromAccount(); fromAddress() }, true
}
