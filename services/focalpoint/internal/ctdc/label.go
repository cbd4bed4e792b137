package ctdc

import "github.com/corridor-tip/corridor/pkg/code"

var sexes = map[string]code.Sex{
	"female":                          code.SexFemale,
	"woman":                           code.SexFemale,
	"male":                            code.SexMale,
	"man":                             code.SexMale,
	"trans/transgender/nonconforming": code.SexOther,
}

// ages has every band with the double hyphen of the k-anonymised file and the single one of
// later files.
var ages = map[string]code.AgeBand{
	"0--8": code.AgeBandY00To08, "0-8": code.AgeBandY00To08,
	"9--17": code.AgeBandY09To17, "9-17": code.AgeBandY09To17,
	"18--20": code.AgeBandY18To20, "18-20": code.AgeBandY18To20,
	"21--23": code.AgeBandY21To23, "21-23": code.AgeBandY21To23,
	"24--26": code.AgeBandY24To26, "24-26": code.AgeBandY24To26,
	"27--29": code.AgeBandY27To29, "27-29": code.AgeBandY27To29,
	"30--38": code.AgeBandY30To38, "30-38": code.AgeBandY30To38,
	"39--47": code.AgeBandY39To47, "39-47": code.AgeBandY39To47,
	"48+": code.AgeBandY48Plus,
}

var majorities = map[string]code.AgeBand{
	"minor": code.AgeBandMinorUnspecified,
	"adult": code.AgeBandAdultUnspecified,
}

// controls are the labels of the column that groups the control methods. A group never
// stands for each of its members. Threats have a code of their own for that; Financial,
// Physical and Survival have none in the code list, and OTHER says that control was recorded
// without claiming which.
var controls = map[string]code.ControlMethod{
	"threats":   code.ControlMethodThreatsUnspecified,
	"financial": code.ControlMethodOther,
	"physical":  code.ControlMethodOther,
	"survival":  code.ControlMethodOther,
	"other":     code.ControlMethodOther,
}

// forms are the labels of both columns that name forms. Multiple is sexual exploitation and
// forced labour together, which leaves open which of the two is the primary form.
var forms = map[string][]code.ExploitationForm{
	"sexual":                        {code.ExploitationFormSexualExploitation},
	"sexual exploitation":           {code.ExploitationFormSexualExploitation},
	"labor":                         {code.ExploitationFormForcedLabour},
	"labour":                        {code.ExploitationFormForcedLabour},
	"forced labor":                  {code.ExploitationFormForcedLabour},
	"forced labour":                 {code.ExploitationFormForcedLabour},
	"slavery/similar":               {code.ExploitationFormSlaveryOrSimilar},
	"slavery and similar practices": {code.ExploitationFormSlaveryOrSimilar},
	"forced marriage":               {code.ExploitationFormForcedMarriage},
	"forced military":               {code.ExploitationFormArmedGroupRecruitment},
	"organ removal":                 {code.ExploitationFormOrganRemoval},
	"other":                         {code.ExploitationFormOther},
	"other exploitation":            {code.ExploitationFormOther},
	"multiple":                      sexAndLabour,
	"combined sexual and labour exploitation": sexAndLabour,
}

var sexAndLabour = []code.ExploitationForm{code.ExploitationFormSexualExploitation, code.ExploitationFormForcedLabour}

var sectors = map[string]code.LabourSector{
	"agriculture":        code.LabourSectorISICA,
	"aquafarming":        code.LabourSectorISICA,
	"begging":            code.LabourSectorBegging,
	"construction":       code.LabourSectorISICF,
	"domestic work":      code.LabourSectorISICT,
	"hospitality":        code.LabourSectorISICI,
	"illicit activities": code.LabourSectorIllicitActivity,
	"manufacturing":      code.LabourSectorISICC,
	"mining or drilling": code.LabourSectorISICB,
	"peddling":           code.LabourSectorISICG,
	"transportation":     code.LabourSectorISICH,
	"other":              code.LabourSectorOther,
	"not specified":      code.LabourSectorNotSpecified,
}

var recruiters = map[string]code.RecruiterRelationship{
	"family/relative":     code.RecruiterRelationshipFamily,
	"intimate partner":    code.RecruiterRelationshipIntimatePartner,
	"friend/acquaintance": code.RecruiterRelationshipFriendOrAcquaintance,
	"other":               code.RecruiterRelationshipOther,
	"unknown":             code.RecruiterRelationshipUnknown,
}
