package starter

import (
	"strings"

	"stillpoint/generator/practice"
)

// country is what a new site needs to know of the country that it is in.
type country struct {
	languages string // that are written there, each in its own form
	zone      string // of the IANA database, of most people there
	emergency string // the number to call
	dial      string // the code of the country (ITU-T E.164)
	trunk     string // what is dialled before a number within the country, and not from abroad
}

// countries are those whose numbers and zones are known. Everywhere else the author is asked for the whole number, and the zone is UTC.
func countries() map[string]country {
	return map[string]country{
		"GB": {"en", "Europe/London", "999", "44", "0"}, "IE": {"en", "Europe/Dublin", "112", "353", "0"},
		"US": {"en es", "America/New_York", "911", "1", "1"}, "CA": {"en fr", "America/Toronto", "911", "1", "1"},
		"AU": {"en", "Australia/Sydney", "000", "61", "0"}, "NZ": {"en", "Pacific/Auckland", "111", "64", "0"},
		"DE": {"de", "Europe/Berlin", "112", "49", "0"}, "AT": {"de", "Europe/Vienna", "112", "43", "0"},
		"CH": {"de fr", "Europe/Zurich", "112", "41", "0"}, "LI": {"de", "Europe/Vaduz", "112", "423", ""},
		"FR": {"fr", "Europe/Paris", "112", "33", "0"}, "BE": {"fr", "Europe/Brussels", "112", "32", "0"},
		"LU": {"fr de", "Europe/Luxembourg", "112", "352", ""}, "NL": {"", "Europe/Amsterdam", "112", "31", "0"},
		"ES": {"es", "Europe/Madrid", "112", "34", ""}, "PT": {"", "Europe/Lisbon", "112", "351", ""},
		"IT": {"", "Europe/Rome", "112", "39", ""}, "DK": {"", "Europe/Copenhagen", "112", "45", ""},
		"NO": {"", "Europe/Oslo", "112", "47", ""}, "SE": {"", "Europe/Stockholm", "112", "46", "0"},
		"FI": {"", "Europe/Helsinki", "112", "358", "0"}, "PL": {"", "Europe/Warsaw", "112", "48", ""},
		"CZ": {"", "Europe/Prague", "112", "420", ""}, "MX": {"es", "America/Mexico_City", "911", "52", ""},
		"AR": {"es", "America/Argentina/Buenos_Aires", "911", "54", "0"}, "CL": {"es", "America/Santiago", "131", "56", ""},
		"CO": {"es", "America/Bogota", "123", "57", ""},
	}
}

// zones are the time zones of regions that have another than most of their country.
func zones() map[string]string {
	all := map[string]string{}
	for zone, regions := range map[string]string{
		"America/Chicago":     "US-AL US-AR US-IL US-IA US-KS US-LA US-MN US-MS US-MO US-NE US-ND US-OK US-SD US-TN US-TX US-WI",
		"America/Denver":      "US-CO US-ID US-MT US-NM US-UT US-WY",
		"America/Phoenix":     "US-AZ",
		"America/Los_Angeles": "US-CA US-NV US-OR US-WA",
		"America/Anchorage":   "US-AK",
		"Pacific/Honolulu":    "US-HI",
		"America/Puerto_Rico": "US-PR US-VI",
		"Pacific/Guam":        "US-GU US-MP",
		"Pacific/Pago_Pago":   "US-AS",
		"America/Vancouver":   "CA-BC",
		"America/Edmonton":    "CA-AB CA-NT",
		"America/Regina":      "CA-SK",
		"America/Winnipeg":    "CA-MB",
		"America/Halifax":     "CA-NB CA-NS CA-PE",
		"America/St_Johns":    "CA-NL",
		"America/Whitehorse":  "CA-YT",
		"Australia/Brisbane":  "AU-QLD",
		"Australia/Melbourne": "AU-VIC",
		"Australia/Adelaide":  "AU-SA",
		"Australia/Perth":     "AU-WA",
		"Australia/Darwin":    "AU-NT",
		"Australia/Hobart":    "AU-TAS",
	} {
		for region := range strings.FieldsSeq(regions) {
			all[region] = zone
		}
	}
	return all
}

// zoneOf returns the time zone of a place.
func zoneOf(code, region string) string {
	if zone := zones()[code+"-"+region]; zone != "" {
		return zone
	}
	if zone := countries()[code].zone; zone != "" {
		return zone
	}
	return "UTC"
}

// tagOf returns the language as it is written in a country: "en-GB". Where it is not the language of the country, it goes without.
func tagOf(language, code string) string {
	if strings.Contains(" "+countries()[code].languages+" ", " "+language+" ") {
		return language + "-" + code
	}
	return language
}

// abroad writes a telephone number as it is dialled from everywhere, where it is written as within its country.
func abroad(number, code string) string {
	c, known := countries()[code]
	number = strings.TrimSpace(number)
	if !known || strings.HasPrefix(number, "+") || strings.HasPrefix(number, "00") || strings.Trim(number, "0123456789 -./()") != "" {
		return number
	}
	return "+" + c.dial + " " + strings.TrimPrefix(strings.TrimLeft(number, " ("), c.trunk)
}

// currencyOf returns the currency of a country, as ISO 4217 writes it.
func currencyOf(code string) string { return practice.Country(code).Currency() }
