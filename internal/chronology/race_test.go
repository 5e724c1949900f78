//go:build race

package chronology_test

const raceDetector = true
