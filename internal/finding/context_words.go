package finding

import "strings"

// cueKind is what a cue does to the concepts within its reach.
type cueKind uint8

const (
	cueNone     cueKind = iota
	cueNegates          // no, denies, without
	cueDoubts           // possible, suspected
	cueOther            // mother, family history
	cueSupposes         // if, consider, scheduled: not, or not yet
	cuePast             // history of, previously
	cueEnds             // but, which: ends the reach of the cues before it
	cueNothing          // looks like a cue and is none: “no more than”
)

// cue is a phrase with its kind and the directions in which it reaches.
type cue struct {
	words         []string
	kind          cueKind
	before, after bool // it reaches what stands after it; what stands before it
}

// The phrases after NegEx (Chapman et al. 2001, J Biomed Inform 34:301) and ConText
// (Harkema et al. 2009, J Biomed Inform 42:839), in our own selection for the
// records of injured workers. A phrase with “~” in front reaches backwards, and one
// with “~~” both ways.
var cues = map[cueKind]string{
	cueNegates: `no; not; n't; never; none; denies; denied; denying; deny; denial of; without; w/o; w/out; wo; absent; absence of; lack of; lacks; lacking; free of; negative for; neg for;
		negative; neg; nor; neither; cannot; unable to; no longer; no evidence of; no sign of; no signs of; no history of; no hx of; ruled out for; rather than; instead of;
		refused; refuses; declined; declines; nil; failed to show; failed to reveal; fails to show; fails to reveal; never had; not have; not had; void of; devoid of; does not want; did not want; (-);
		avoids; avoided; prefers this to; prefer to avoid; to avoid; hold off on; in lieu of; as opposed to;
		~~absent; ~~negative; ~~neg; ~none; ~denied; ~was ruled out; ~is ruled out; ~were ruled out; ~has been ruled out; ~ruled out; ~not present; ~not seen; ~not found; ~not noted; ~not evident; ~not appreciated;
		~not demonstrated; ~not identified; ~not observed; ~not elicited; ~not reproduced; ~~not done; ~~not performed; ~~not tried; ~~not given; ~~not started; ~~not attended; ~~not undergone; ~unremarkable; ~not tolerated;
		~not documented; ~not mentioned; ~not described; ~not reported; ~not recorded; ~not provided; ~not submitted; ~~not received; ~not authorized; ~not approved; ~was denied; ~were denied; ~not certified; ~non-certified;
		~has resolved; ~have resolved; ~resolved; ~~never started; ~~never done; ~~never tried; ~~never used; ~~never attempted; ~~never had; ~~never given; ~~never received; ~~never attended; ~~never performed; ~~never obtained; ~~never completed; ~~not obtained; ~~not attempted; ~~not completed; ~~not used; ~~not taken; ~cancelled; ~canceled; ~n/a; ~not applicable; ~denies; ~deferred; ~not available; ~(-)`,
	cueDoubts: `possible; possibly; probable; probably; suspected; suspect; suspicion for; suspicion of; suggestive of; suggests; may have; might have; could have; could represent; may represent; questionable; question of;
		r/o; rule out; to rule out; rule-out; versus; vs; differential; concern for; concerning for; ?; cannot exclude; cannot rule out; not ruled out; likely; presumed; equivocal for; ~is possible; ~is suspected; ~cannot be excluded; ~not excluded; ~equivocal; ~questionable; ~versus; ~vs`,
	cueOther: `mother; father; sister; brother; aunt; uncle; grandmother; grandfather; grandparent; son; daughter; wife; husband; spouse; cousin; parents; parent; mom; dad; sibling; siblings; niece; nephew; family history; family hx; fam hx; famhx; fhx;
		fh:; family medical history; coworker; co-worker; friend; neighbor; another patient; other patients; partner; girlfriend; boyfriend; ~in his mother; ~in her mother; ~in mother; ~in father; ~in his father; ~in her father; ~in her sister; ~in his brother; ~runs in the family; ~in the family; maternal; paternal;
		most patients; many patients; some patients; patients with; in patients; persons with; persons without; in persons; in most people`,
	cueSupposes: `if; unless; should; would; will; may; might; could; consider; considered; considering; recommend; recommended; recommends; recommending; recommendation for; request; requests; requested; requesting; request for; plan for; plan to; plans to; planned; planning; plan:; scheduled; schedule;
		pending; awaiting; await; until; candidate for; refer to; refer for; referral to; referral for; referred for; referred to; authorize; authorization for; ordered; ordering; proceed with; in case; in the event; return for; rtc; needs; need for; need; in need of; advise; advised; discuss; discussed; options; option of;
		option; risk of; risks; risks of; prevent; prevention of; monitor for; watch for; to be; wants; want to; wishes to; would like; interested in; hopes; hope to; start; begin; initiate; add; eval for; evaluate for; assess for; evaluation for; to assess; to evaluate; asked for; asks for; asking for; seek; seeking; suggest; suggested;
		future; possible future; next step; ~opinion only if; only if; when; whether; as needed for; prescribe; appeal; resubmit; resubmission; call for; warning signs; signs of infection; goal; goals; goal:; goals:; educated on; counseled on; counselled on; instructed to; precautions; contemplating; offered; offer; offering; anticipate; anticipated; anticipates; expected; intends; appropriate for; indicated for; undecided about; afraid of; fears; fear of; talked about; spoke of; ~is recommended; ~was recommended; ~were recommended; ~are recommended; ~is requested; ~was requested; ~were requested; ~are requested; ~is pending; ~pending; ~was ordered; ~were ordered; ~is ordered; ~ordered today; ~scheduled; ~is scheduled; ~is planned; ~planned;
		~was discussed; ~were discussed; ~is being considered; ~was considered; ~is needed; ~~may be; ~~will be; ~~would be; ~~should be; ~~could be; ~to be done; ~is an option; ~not yet; ~is advised; ~was advised; ~only if; ~was suggested; ~requested; ~in the future; ~is to be; ~consult; ~consultation; ~referral; ~opinion; ~eval; ~pamphlet; ~handout`,
	cuePast: `history of; h/o; hx of; previously; previous; prior; in the past; past; years ago; year ago; months ago; s/p; status post; formerly; remote; old; earlier; initially; at that time; ~years ago; ~months ago; ~in the past; ~previously`,
	cueEnds: `but; however; although; though; yet; except; except for; whereas; while; nevertheless; apart from; aside from; other than; besides; which; who; because; secondary to; due to; what; still; then; and has; and have; and had; and is; and was; and does; and reports; and he; and she; and the patient;
		and there; has; had; having; he is; she is; he has; she has; he had; she had; patient has; pt has; he was; she was; there is; there was; there are; reports; reported; states; stated; complains; complained; c/o; notes; noted; shows; showed; revealed; reveals; demonstrates; positive; pos; (+); [x]; (x); despite; after; from; with; since; during; following; now; on exam;
		on examination; for which; so; thus; therefore; completed; attended; underwent; received; continues; continue; takes; taking; responded; improved; does have; did have; currently; today; until; when; while; also; failed; helped; helps; tried; uses; used; decreased; increased; diminished; reduced; limited; tender; weak; weakness of; spasm is; only`,
	cueNothing: `not without; w/o contrast; without contrast; w/o con; w/o gad; without gadolinium; w/o dye; without dye; w/wo contrast; with and without contrast; w/o and w/; no more than; no less than; not only; wife says; husband says; wife reports; husband reports; wife states; husband states; wife notes; wife notices; husband notices; no change in; no change; no increase in; no increase; no decrease; not necessarily; not certain; gram negative; no one; without difficulty; not extend; no further; no new; not been able; could not tolerate; cannot tolerate; not tolerate;
		no significant change; no interval change; not limited to; no doubt; no problem with; no problems with; no trouble with; no difficulty with; no improvement; no lasting; no relief; no benefit; no response to; not respond to; not responded to; not help; not improved; not improve; no better; not better; without relief;
		without benefit; without improvement; without lasting; without success; without sustained; no sustained; no significant relief; no significant improvement; no significant benefit; no meaningful; without significant; no longer helps; no longer helping; not helped; not helping; not gotten better; consistent with; compatible with; associated with; along with; together with; no longer working; no longer effective;
		may return; can sit; can stand; can walk; can lift; will continue; may continue; should continue; to continue; should be continued; will call; needs to continue; needs help; discussed with; reviewed and discussed; prior authorization; required to; with or without; in order to; orders reviewed; not as well; not much; never better; not able to work; unable to work; unable to return; unable to tolerate; unable to perform; unable to lift; unable to sit; unable to stand; unable to walk; unable to sleep; cannot lift; cannot sit; cannot stand; cannot sleep; cannot rise; cannot work; no more; not enough;
		not provide relief; not controlled; not well controlled; not fully; not completely; not entirely; incompletely; only partial`,
}

// cueIndex holds the cues by their first word, the longest first.
var cueIndex = func() map[string][]cue {
	index := map[string][]cue{}
	for kind := cueNegates; kind <= cueNothing; kind++ {
		for phrase := range strings.SplitSeq(cues[kind], ";") {
			phrase = strings.TrimSpace(phrase)
			bare := strings.TrimLeft(phrase, "~")
			c := cue{words: cueWords(bare), kind: kind, before: !strings.HasPrefix(phrase, "~"), after: strings.HasPrefix(phrase, "~")}
			if strings.HasPrefix(phrase, "~~") {
				c.before = true
			}
			if len(c.words) > 0 {
				index[c.words[0]] = insertCue(index[c.words[0]], c)
			}
		}
	}
	return index
}()

// insertCue keeps longer cues before shorter ones; the later of two alike reaches
// both ways where the two reach differently.
func insertCue(list []cue, c cue) []cue {
	at := len(list)
	for i, other := range list {
		if len(other.words) == len(c.words) && other.kind == c.kind && strings.Join(other.words, " ") == strings.Join(c.words, " ") {
			list[i].before, list[i].after = other.before || c.before, other.after || c.after
			return list
		}
		if len(other.words) < len(c.words) && at == len(list) {
			at = i
		}
	}
	list = append(list, cue{})
	copy(list[at+1:], list[at:])
	list[at] = c
	return list
}
