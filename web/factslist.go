package web

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"imr/internal/casefile"
	"imr/internal/casework"
	"imr/internal/fault"
	"imr/internal/review"
	"imr/templates"
	"imr/templates/part"
)

// factsPlace is where a list of facts stands: beside the summary's form, on the
// page of an item, or with the records.
type factsPlace struct {
	summary bool
	item    casefile.ItemID // empty unless on its page
}

// factsPlaceOf is the place that a script names, and whether a script asks at all.
func factsPlaceOf(c echo.Context) (place factsPlace, fragment bool) {
	which, item, _ := strings.Cut(c.Request().Header.Get("X-Fragment"), ":")
	return factsPlace{summary: which == "facts-summary", item: casefile.ItemID(item)}, which != ""
}

// facts is the reviewer's list as it is shown in a place.
func facts(csrf string, o casework.Opened, draft casework.Draft, at factsPlace) templates.Facts {
	base := caseURL(o.Number)
	out := templates.Facts{Action: base + "/facts", CSRF: csrf, Back: base + "/records", Count: count(len(draft.Facts), "fact"),
		SummaryForm: at.summary, ItemIDs: itemIDs(o), Closed: !o.State.Drafting(), Fragment: "facts", NotesURL: notesURL(o.Number)}
	switch {
	case at.summary:
		out.Back, out.Fragment = base+"/summary", "facts-summary"
	case at.item != "":
		out.Back, out.Fragment = itemURL(o.Number, at.item), "facts-item:"+string(at.item)
		out.Lane = lane(o, draft.Facts, at.item)
		return out
	}
	for _, f := range draft.Facts {
		out.Facts = append(out.Facts, factView(o, f))
	}
	return out
}

// itemIDs are the case's items as the keys 1 to 9 know them, as JSON.
func itemIDs(o casework.Opened) string {
	ids := []casefile.ItemID{}
	for _, it := range o.Items {
		ids = append(ids, it.ID)
	}
	b, err := json.Marshal(ids)
	if err != nil {
		panic(err) // a list of texts always has a JSON form
	}
	return string(b)
}

func factView(o casework.Opened, f review.Fact) templates.Fact {
	out := templates.Fact{ID: strconv.FormatInt(f.ID, 10), Version: strconv.Itoa(f.Version), Quote: f.Quote, Note: f.Note,
		Date: orNone(f.EventDate.US(), "no day"), DayValue: f.EventDate.String(), Where: sourceLabel(o, f.Source),
		URL: factURL(o, f), Value: sourceValue(f.Source), Phrase: phrase(o, f.Source)}
	for _, it := range o.Items {
		choice := templates.LaneChoice{Item: string(it.ID), Label: "Item " + string(it.ID)}
		for _, side := range review.Sides {
			choice.Sides = append(choice.Sides, part.Option{Value: string(side), Label: sideLabel[side], Selected: f.Lanes[it.ID] == side})
		}
		out.Choices = append(out.Choices, choice)
		if side := f.Lanes[it.ID]; side != "" {
			out.Lanes = append(out.Lanes, templates.LaneMark{Item: string(it.ID), Side: string(side), URL: itemURL(o.Number, it.ID),
				Label: fmt.Sprintf("Item %s: %s", it.ID, sideLabel[side])})
		}
	}
	return out
}

var sideLabel = map[review.Side]string{"": "not in its lane", review.For: "for", review.Against: "against"}

// factURL leads to the page of a fact, with its quote to be marked there.
func factURL(o casework.Opened, f review.Fact) string { return pageURL(o.Number, f.Document, f.Page) }

// phrase is a quote with its place as it is put into a rationale.
func phrase(o casework.Opened, src review.Source) string {
	return fmt.Sprintf("“%s” (%s)", strings.Join(strings.Fields(src.Quote), " "), sourceLabel(o, src))
}

// lane is what the page of an item shows of the facts.
func lane(o casework.Opened, all []review.Fact, item casefile.ItemID) *templates.Lane {
	views := func(side review.Side) (out []templates.Fact) {
		for _, f := range review.InLane(all, item, side) {
			out = append(out, factView(o, f))
		}
		return out
	}
	return &templates.Lane{Item: string(item), For: views(review.For), Against: views(review.Against), Others: views("")}
}

// laneOptions are the lanes into which the form beside a page's text can put a quote.
func laneOptions(o casework.Opened) []part.Option {
	out := []part.Option{{Value: "", Label: "No lane", Selected: true}}
	for _, it := range o.Items {
		for _, side := range []review.Side{review.For, review.Against} {
			out = append(out, part.Option{Value: string(side) + ":" + string(it.ID), Label: fmt.Sprintf("Item %s, %s", it.ID, sideLabel[side])})
		}
	}
	return out
}

// factForm is what was typed into the form of a fact that could not be changed.
type factForm struct {
	id, day, note string
	lanes         map[casefile.ItemID]review.Side
	wrong         *fault.Error
}

// show opens the form in the list, with what was typed and what is wrong with it.
func (f *factForm) show(in *templates.Facts) {
	if f == nil {
		return
	}
	for i := range in.Facts {
		one := &in.Facts[i]
		if one.ID != f.id {
			continue
		}
		one.Open, one.DayError, one.NoteError = true, f.wrong.Field("event_date"), f.wrong.Field("note")
		if f.wrong.Kind == fault.Conflict {
			one.Conflict = fmt.Sprintf("This fact was changed in another window: it now has the day %s and the note “%s”. What you typed stands below; save it again to put it in place of that.",
				one.Date, one.Note)
		}
		one.DayValue, one.Note = f.day, f.note
		for j := range one.Choices {
			for k := range one.Choices[j].Sides {
				side := &one.Choices[j].Sides[k]
				side.Selected = string(f.lanes[casefile.ItemID(one.Choices[j].Item)]) == side.Value
			}
		}
	}
}

// withFact is the rationale with the quote of the fact at its end.
func withFact(o casework.Opened, draft casework.Draft, rationale, id string) string {
	for _, f := range draft.Facts {
		if strconv.FormatInt(f.ID, 10) == id {
			return strings.TrimSpace(rationale + " " + phrase(o, f.Source))
		}
	}
	return rationale
}
