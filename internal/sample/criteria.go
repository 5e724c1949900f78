package sample

import "imr/internal/criteria"

// CriteriaLists are lists of an invented organization, in its own words, that go
// with what the sample cases are decided by. None holds text of a guideline.
func CriteriaLists() []criteria.List {
	return []criteria.List{
		{Name: "Larkspur: equipment for exercise at home", Guideline: "ODG", Chapter: "Low Back", Category: "dmepos", InUse: true, Criteria: []criteria.Criterion{
			{Words: "An exercise program was taught by a therapist or a physician.", Terms: []string{"home exercise program"}},
			{Words: "The worker keeps that program up.", Terms: []string{"home exercise program"}},
			{Words: "The equipment does something that the program cannot do without it.", Terms: []string{"pulley", "traction", "home kit"}},
			{Words: "Somebody of the profession follows what the equipment achieves.", Terms: []string{"follow-up of the kit", "Oswestry", "Neck Disability Index"}},
		}},
		{Name: "Larkspur: arthroscopy of the knee", Guideline: "MTUS", Chapter: "Knee Complaints", Category: "surgery", InUse: true, Criteria: []criteria.Criterion{
			{Words: "The knee locks, catches or gives way.", Terms: []string{"locking", "giving way"}},
			{Words: "The examination points to the place of the tear.", Terms: []string{"joint line tenderness", "McMurray"}},
			{Words: "MRI shows the tear.", Terms: []string{"meniscus tear"}},
			{Words: "Treatment without surgery was tried first.", Terms: []string{"physical therapy", "injection"}},
		}},
		{Name: "Larkspur: fusion in the neck", Guideline: "MTUS", Chapter: "Cervical and Thoracic Spine Disorders", Category: "surgery", InUse: true, Criteria: []criteria.Criterion{
			{Words: "Imaging shows pressure on the cord or on a root.", Terms: []string{"cord compression", "myelopathy"}},
			{Words: "The signs of the examination fit that level.", Terms: []string{"hyperreflexia", "weakness"}},
			{Words: "Treatment without surgery was tried, or waiting would do harm.", Terms: []string{"physical therapy", "injection"}},
		}},
	}
}
