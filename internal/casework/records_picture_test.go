package casework

import "testing"

func TestPictureCacheKeepsTheLatest(t *testing.T) {
	var c pictureCache
	key := func(page int) pictureKey { return pictureKey{"a file", page, 930} }
	quarter := Picture{ContentType: "image/png", Data: make([]byte, pictureBytes/4)}
	for page := range 4 {
		c.put(key(page), quarter)
		c.put(key(page), quarter)
	}
	if _, found := c.take(key(0)); !found {
		t.Fatal("four quarters do not fit")
	}
	c.put(key(4), quarter)
	for page, want := range map[int]bool{0: true, 1: false, 2: true, 3: true, 4: true} {
		if _, found := c.take(key(page)); found != want {
			t.Errorf("picture %d is kept: %v, want %v", page, found, want)
		}
	}
	if _, found := c.take(pictureKey{"a file", 0, 160}); found {
		t.Error("a picture of another width was given")
	}
	c.put(key(5), Picture{Data: make([]byte, pictureBytes+1)})
	if c.bytes != 0 || c.order.Len() != 0 || len(c.byKey) != 0 {
		t.Errorf("one that is too big is kept: %d bytes, %d pictures", c.bytes, c.order.Len())
	}
}
