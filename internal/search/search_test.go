package search

import (
	"strings"
	"testing"

	"imr/internal/dictionary"
)

// queries are what people type, with texts that it must and must not find.
var queries = []struct{ query, found, not string }{
	// spinal levels
	{"C5-6", "disc at C5/6", "disc at C6-7"},
	{"C5-6", "C5-C6 bulge", "C5 radiculopathy"},
	{"C5/C6", "C5-6", "C4-5"},
	{"C5 6", "fusion C5/C6", "C6 5"},
	{"C5-6", "fusion C4-C7", "fusion C6-T1"},
	{"C5-6", "C4 through C6", "C4 and C6"},
	{"L4/5", "L4-5 stenosis", "L5-S1"},
	{"L4/5", "L4 to L5", "L3-4"},
	{"L4/5", "at L3-4-5", "at L3-4"},
	{"L5-S1", "L5/S1 protrusion", "L4-5"},
	{"L5-S1", "L5S1", "S1"},
	{"l5 s1", "fusion from L4 to S1", "fusion L3 to L5"},
	{"L5 - S1", "L5-S1", "L5 and the hip"},
	{"L5-S1", "the lumbosacral junction", "lumbosacral strain"},
	{"T12-L1", "T12/L1", "L1-2"},
	{"C5", "C5-6", "C6"},
	{"L5", "L5 root", "L4"},
	{"C3-4 and C5-6", "C3/4, C5/6", "C3/4"},
	// dates
	{"10/16/12", "on October 16, 2012", "on October 17, 2012"},
	{"10/16/12", "10/16/2012", "10/16/2013"},
	{"10/16/12", "2012-10-16", "2012-10-15"},
	{"10/16/12", "Oct. 16, 2012", "Oct. 16"},
	{"10/16/2012", "10-16-12", "10/26/12"},
	{"October 16, 2012", "10/16/12", "16 weeks from October 2012"},
	{"Oct 16 2012", "16 Oct 2012", "October 2012"},
	{"16 Oct 2012", "October 16th, 2012", "June 16, 2012"},
	{"2012-10-16", "10.16.2012", "10.16.2011"},
	{"3/4/14", "03/04/2014", "04/03/2014"},
	{"03/04/2014", "March 4, 2014", "March 14, 2014"},
	{"March 4 2014", "3/04/14", "3/4/15"},
	{"4th of March 2014", "03/4/14", "May 4, 2014"},
	{"9/1/13", "Sept 1, 2013", "Sept 11, 2013"},
	{"16-Oct-2012", "seen 10/16/12", "seen 10/6/12"},
	{"10/16/12 knee", "10/16/2012: knee pain", "10/16/2012: elbow pain"},
	{"16/10/2012", "October 16, 2012", "October 6, 2012"},
	{"8/19/71", "born August 19, 1971", "August 19, 2017"},
	// abbreviations and synonyms
	{"PT", "physical therapy twice a week", "occupational work"},
	{"pt", "course of physiotherapy", "chiropractor"},
	{"physical therapy", "PT x 12", "OT x 12"},
	{"physical therapy", "therapy of a physical kind", "physical demands"},
	{"s/p", "status post fusion", "post office"},
	{"status post", "s/p ACDF", "status unchanged"},
	{"Norco", "hydrocodone/APAP 10/325", "oxycodone"},
	{"hydrocodone", "Norco #60", "Percocet"},
	{"gabapentin", "Neurontin 300", "Lyrica"},
	{"neurontin", "GABAPENTIN", "naproxen"},
	{"opioid", "Percocet daily", "ibuprofen daily"},
	{"NSAID", "took naproxen", "took gabapentin"},
	{"MRI", "magnetic resonance imaging of the knee", "radiograph of the knee"},
	{"x-ray", "plain radiographs", "ultrasound"},
	{"xray", "X-ray", "MRI"},
	{"SLR", "straight leg raise positive", "leg raised"},
	{"Lasegue", "SLR at 40", "Spurling"},
	{"ESI", "epidural steroid injections", "steroid cream"},
	{"ESI", "a TFESI was done", "facet injection"},
	{"knee replacement", "s/p UKA", "hip replacement"},
	{"left knee MRI", "MRI of the left knee", "MRI of the right knee"},
	{"RUE", "the RUE is weak", "the LUE is weak"},
	{"lisinopril", "Zestril 10 mg", "enalapril 10 mg"},
	{"phenytoin", "Dilantin", "Vimpat"},
	{"NSAID", "on Mobic", "on Lidoderm"},
	{"muscle relaxant", "Flexeril at night", "Ambien at night"},
	{"PPI", "Prilosec daily", "Zantac daily"},
	{"Zantac", "ranitidine", "famotidine"},
	{"UDS", "urine drug screen", "urine culture"},
	{"CURES", "the PDMP report", "the curious report"},
	{"DFR", "Doctor's First Report of Occupational Injury", "first fill"},
	{"PR-2", "progress report", "operative report"},
	{"QME", "qualified medical evaluator", "utilization review"},
	{"TENS", "transcutaneous electrical nerve stimulation", "electrical stimulation"},
	{"H-wave", "H wave stimulation", "shock wave"},
	{"functional restoration program", "FRP was denied", "home program"},
	{"Phalen", "Phalen's maneuver", "Tinel"},
	{"ODI", "Oswestry score 42", "DASH score 42"},
	{"EMG/NCV", "electrodiagnostic study", "EKG"},
	{"chiropractic", "chiro x 6", "acupuncture x 6"},
	{"low back", "lumbar spine", "upper back"},
	{"neck", "cervical spine", "lumbar spine"},
	{"RFA", "radiofrequency ablation", "radiograph"},
	{"HEP", "home exercise program", "hepatic"},
	{"w/o", "without contrast", "with contrast"},
	{"no knee", "no, the knee", "none, the knee"},
	{"carpal tunnel syndrome", "CTS on the right", "tarsal bones"},
	{"lumbar MRI", "MRI of the lumbar spine", "lumbar x-ray"},
	{"omeprazole denied", "Prilosec was non-certified", "Prilosec was refilled"},
	// words and their endings
	{"injection", "two injections", "ejection"},
	{"documented improvement", "improvement was documented", "documented decline"},
	{"the knee", "a knee", "the wrist"},
	{"of", "of the", "knee"},
	{"patient's complaint", "the complaint of the patient", "the patient is silent"},
	{"follow-up", "followup in 4 weeks", "follow the nurse"},
	{"Lasègue", "Lasegue sign", "Lhermitte"},
	{"300 mg", "300mg daily", "600 mg and 300 ml"},
	{"7.5 mg", "7.5mg", "5 mg"},
	{"10/325", "Norco 10/325", "325 mg"},
	{"5/5", "strength 5/5", "4/5"},
	// phrases, prefixes, exclusions, alternatives
	{`"physical therapy"`, "physical therapy", "PT"},
	{`"physical therapy"`, "Physical-therapy", "therapy, physical"},
	{`"C5-6"`, "C5/6", "C5-C6"},
	{`“home exercise”`, "home exercises", "exercise at home"},
	{`"knee pain" -left`, "right knee pain", "left knee pain"},
	{"arthroscop*", "arthroscopic repair", "arthritis"},
	{"medicat*", "medications", "meditation"},
	{"injections*", "an injection", "infection"},
	{"inflammat*", "inflammation", "inflated"},
	{`"home exer"*`, "home exercise", "exercise home"},
	{"k* pain", "k pain", "knee pain"},
	{"knee NOT arthroscopy", "knee sprain", "knee arthroscopy"},
	{"knee -C5-6", "knee", "knee and C5/C6"},
	{"knee -PT", "knee", "knee, PT"},
	{"shoulder OR elbow", "elbow", "wrist"},
	{"shoulder OR elbow pain", "elbow pain", "elbow swelling"},
	{"PT OR acupuncture", "acupuncture", "massage"},
	{"zzyzx OR", "zzyzx", "knee"},
	// what looks like syntax
	{`text : "knee`, "knee text", "text"},
	{"NEAR(knee pain)", "near the knee pain", "knee pain"},
	{"(knee) + ^pain", "pain in the knee", "pain"},
	{`knee""pain`, "knee pain", "elbow pain"},
	{"AND knee", "knee", "and"},
	{"fts MATCH 'knee'; --", "fts match knee", "knee"},
}

func TestQueriesFind(t *testing.T) {
	db, d := open(t), dictionary.Standard()
	for _, tt := range queries {
		t.Run(tt.query+" in "+tt.found, func(t *testing.T) {
			if _, err := db.Exec(`DELETE FROM fts; INSERT INTO fts(rowid, text) VALUES (1, ?), (2, ?)`, tt.found, tt.not); err != nil {
				t.Fatal(err)
			}
			q := Parse(tt.query, d)
			var rows string
			err := db.QueryRow(`SELECT coalesce(group_concat(rowid), '') FROM fts WHERE fts MATCH ?`, q.Match).Scan(&rows)
			if err != nil || rows != "1" {
				t.Fatalf("%s found %q, %v; terms %v", q.Match, rows, err, q.Terms)
			}
			if q.Highlights(strings.Fields(tt.found)) == nil {
				t.Errorf("nothing to mark in %q; terms %v", tt.found, q.Terms)
			}
		})
	}
}

func TestHighlights(t *testing.T) {
	tests := []struct{ query, page, want string }{ // the words that are marked, runs parted by |
		{"C5-6", "The disc at C5/6, and C5 - C6.", "C5/6,|C5 - C6."},
		{"L4-5 stenosis", "Stenosis (L4-L5) is severe.", "Stenosis|(L4-L5)"},
		{"10/16/12", "Seen on October 16, 2012 and 10/16/2012.", "October 16, 2012|10/16/2012."},
		{"injection", "Injections were given.", "Injections"},
		{"physical therapy", "PT and physical therapy; Pt. is well.", "PT|physical therapy;"},
		{"physical therapy", "Pt. is well.", ""},
		{"PT", "Pt. had physiotherapy", "Pt.|physiotherapy"},
		{"physical therapy", "therapy of a physical kind", "therapy|physical"},
		{"physical therapy", "physical therapy is not a physical test", "physical therapy"},
		{"knee -left", "left knee", "knee"},
		{"arthro*", "arthroscopy or arthritis", "arthroscopy"},
		{"ESI", "an epidural steroid injection", "epidural steroid injection"},
		{"low back pain", "c/o LBP, low-back pain", "LBP,|low-back pain"},
		{"pain OR swelling", "no swelling", "swelling"},
		{"", "knee", ""},
		{"knee", "", ""},
		{"...", "knee", ""},
	}
	for _, tt := range tests {
		t.Run(tt.query+" on "+tt.page, func(t *testing.T) {
			words := strings.Fields(tt.page)
			var marked []string
			for _, s := range Parse(tt.query, dictionary.Standard()).Highlights(words) {
				marked = append(marked, strings.Join(words[s.First:s.End], " "))
			}
			if got := strings.Join(marked, "|"); got != tt.want {
				t.Errorf("marked %s; want %s", got, tt.want)
			}
		})
	}
}

func TestTermsForPeople(t *testing.T) {
	tests := []struct{ query, want string }{
		{"C5-6", "C5-6 (also C5/6, C5-C6, C5/C6, ranges over it)"},
		{"10/16/12", "10/16/12 (also 10/16/2012, October 16, 2012, 2012-10-16, and every other way to write it)"},
		{`"knee pain"`, "knee pain"},
		{"arthro* zzyzx", "arthro*; zzyzx"},
		{"zzyzx -xyzzy", "zzyzx; not xyzzy"},
		{"zzyzx OR xyzzy", "zzyzx; or xyzzy"},
		{"the zzyzx of it", "zzyzx; it"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			var list []string
			for _, term := range Parse(tt.query, dictionary.Standard()).Terms {
				list = append(list, term.String())
			}
			if got := strings.Join(list, "; "); got != tt.want {
				t.Errorf("got %s; want %s", got, tt.want)
			}
		})
	}
}

func TestBounds(t *testing.T) {
	d := dictionary.Standard()
	tests := []struct {
		name, query string
		terms       int
		note        string
	}{
		{"nothing", "", 0, ""},
		{"only punctuation", "--- ** \"\" ()", 0, ""},
		{"only exclusion", "-knee", 1, "There is nothing to find, only something to leave out."},
		{"40 words", strings.Repeat("q9 ", 40), 32, "Only the first 32 words were used."},
		{"long", strings.Repeat("zzyzx ", 40) + "end", 32, "Only the beginning of the search was used: it was too long."},
		{"one long word", strings.Repeat("é", 150), 1, "Only the beginning of the search was used: it was too long."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := Parse(tt.query, d)
			if len(q.Terms) != tt.terms || strings.Join(q.Notes[:min(1, len(q.Notes))], "") != tt.note {
				t.Errorf("%d terms, notes %q", len(q.Terms), q.Notes)
			}
			if (q.Match == "") != (tt.terms == 0 || tt.name == "only exclusion") {
				t.Errorf("Match = %s", q.Match)
			}
		})
	}
}
