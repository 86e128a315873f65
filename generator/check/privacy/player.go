package privacy

import (
	"cmp"
	"strings"
)

// player is a service whose films, maps or calendars stand within pages.
type player struct {
	name    string
	instead string // an address, or an attribute, with which it learns less; may be empty
}

// playerOf returns the player that an address belongs to; its name is empty for all others.
func playerOf(address string) player {
	_, host, path := cut(address)
	if name := worldwide(host, path); name != "" {
		return player{name: name}
	}
	for name := host; strings.Contains(name, "."); _, name, _ = strings.Cut(name, ".") {
		if found := playerAt(name, path); found != "" {
			return player{found, instead(found, address)}
		}
	}
	return player{}
}

// instead returns what makes a player learn less, where that is not done yet.
func instead(name, address string) string {
	switch {
	case name == "YouTube" && !strings.Contains(address, "youtube-nocookie"):
		return "www.youtube-nocookie.com in place of www.youtube.com"
	case name == "Vimeo" && !strings.Contains(address, "dnt=1"):
		return "?dnt=1 behind the address"
	case name == "X":
		return `data-dnt="true"`
	}
	return ""
}

// worldwide knows the maps, calendars and forms of Google, which has a host in every country.
func worldwide(host, path string) string {
	labels := strings.Split(host, ".")
	at := len(labels)
	for i, label := range labels {
		if label == "google" && i+1 < len(labels) && i+3 >= len(labels) {
			at = i
		}
	}
	switch {
	case at == len(labels):
	case labels[0] == "maps" || strings.HasPrefix(path, "/maps"):
		return "Google Maps"
	case labels[0] == "calendar" || strings.HasPrefix(path, "/calendar"):
		return "Google Calendar"
	case labels[0] == "docs" && strings.HasPrefix(path, "/forms"):
		return "Google Forms"
	case labels[0] == "drive" || labels[0] == "docs":
		return "Google Drive"
	}
	return ""
}

// playerAt knows players by their host, or by the path on it where the host does other things as well.
func playerAt(host, path string) string {
	return cmp.Or(cinema(host), atlas(host), jukebox(host), network(host, path), organiser(host), clerk(host))
}

// cinema knows services with films.
func cinema(host string) string {
	switch host {
	case "youtube.com", "youtube-nocookie.com", "youtu.be":
		return "YouTube"
	case "vimeo.com":
		return "Vimeo"
	case "dailymotion.com":
		return "Dailymotion"
	case "twitch.tv":
		return "Twitch"
	case "wistia.com", "wistia.net":
		return "Wistia"
	case "loom.com":
		return "Loom"
	}
	return ""
}

// atlas knows services with maps.
func atlas(host string) string {
	switch host {
	case "maps.googleapis.com":
		return "Google Maps"
	case "openstreetmap.org":
		return "OpenStreetMap"
	case "mapbox.com":
		return "Mapbox"
	}
	return ""
}

// jukebox knows services with music and talks.
func jukebox(host string) string {
	switch host {
	case "soundcloud.com":
		return "SoundCloud"
	case "spotify.com":
		return "Spotify"
	case "embed.podcasts.apple.com", "embed.music.apple.com":
		return "Apple"
	case "bandcamp.com":
		return "Bandcamp"
	case "mixcloud.com":
		return "Mixcloud"
	case "deezer.com":
		return "Deezer"
	}
	return ""
}

// network knows social networks, whose posts stand within pages.
func network(host, path string) string {
	switch host {
	case "instagram.com":
		return "Instagram"
	case "facebook.com":
		if !strings.HasPrefix(path, "/tr") {
			return "Facebook"
		}
	case "platform.twitter.com", "platform.x.com":
		return "X"
	case "tiktok.com":
		if strings.HasPrefix(path, "/embed") || strings.HasPrefix(path, "/player") {
			return "TikTok"
		}
	case "assets.pinterest.com":
		return "Pinterest"
	}
	return ""
}

// organiser knows services with calendars to book in.
func organiser(host string) string {
	switch host {
	case "calendly.com":
		return "Calendly"
	case "cal.com":
		return "Cal.com"
	case "acuityscheduling.com":
		return "Acuity"
	case "simplybook.me", "simplybook.it":
		return "SimplyBook.me"
	case "setmore.com":
		return "Setmore"
	case "doctolib.de", "doctolib.fr", "doctolib.it":
		return "Doctolib"
	case "fresha.com":
		return "Fresha"
	case "treatwell.com", "treatwell.co.uk", "treatwell.de":
		return "Treatwell"
	case "cliniko.com":
		return "Cliniko"
	case "janeapp.com", "janeapp.co.uk":
		return "Jane"
	case "mindbodyonline.com":
		return "Mindbody"
	case "momoyoga.com":
		return "Momoyoga"
	case "eversports.com", "eversports.de":
		return "Eversports"
	}
	return ""
}

// clerk knows services with forms, tickets and reviews.
func clerk(host string) string {
	switch host {
	case "eventbrite.com", "eventbrite.co.uk", "eventbrite.de":
		return "Eventbrite"
	case "typeform.com":
		return "Typeform"
	case "jotform.com", "jotform.eu":
		return "Jotform"
	case "forms.office.com":
		return "Microsoft Forms"
	case "trustpilot.com":
		return "Trustpilot"
	case "provenexpert.com", "provenexpert.net":
		return "ProvenExpert"
	case "elfsight.com":
		return "Elfsight"
	}
	return ""
}
