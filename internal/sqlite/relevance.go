package sqlite

// int imr_register_relevance(void);
import "C"

import "fmt"

// registerRelevance gives every connection that is opened from now on the function
// relevance, see relevance.c. To do it again is harmless.
func registerRelevance() error {
	if rc := C.imr_register_relevance(); rc != 0 {
		return fmt.Errorf("SQLite refused the function relevance with code %d", int(rc))
	}
	return nil
}
