package privacy

// counter knows services that count visits.
func counter(host string) string {
	switch host {
	case "google-analytics.com", "analytics.google.com", "ssl.google-analytics.com":
		return "Google Analytics"
	case "googletagmanager.com":
		return "Google Tag Manager"
	case "googleoptimize.com":
		return "Google Optimize"
	case "matomo.cloud", "innocraft.cloud":
		return "Matomo Cloud"
	case "plausible.io":
		return "Plausible"
	case "usefathom.com":
		return "Fathom"
	case "simpleanalyticscdn.com":
		return "Simple Analytics"
	case "umami.is":
		return "Umami"
	case "cloudflareinsights.com":
		return "Cloudflare Web Analytics"
	case "statcounter.com":
		return "StatCounter"
	case "piwik.pro":
		return "Piwik PRO"
	case "gc.zgo.at", "goatcounter.com":
		return "GoatCounter"
	case "clicky.com", "getclicky.com":
		return "Clicky"
	case "histats.com":
		return "Histats"
	}
	return ""
}

// recorder knows services that film what visitors do on a page.
func recorder(host string) string {
	switch host {
	case "hotjar.com", "hotjar.io":
		return "Hotjar"
	case "clarity.ms":
		return "Microsoft Clarity"
	case "fullstory.com":
		return "FullStory"
	case "mouseflow.com":
		return "Mouseflow"
	case "crazyegg.com":
		return "Crazy Egg"
	case "luckyorange.com", "luckyorange.net":
		return "Lucky Orange"
	case "inspectlet.com":
		return "Inspectlet"
	case "smartlook.com":
		return "Smartlook"
	case "logrocket.com", "logrocket.io", "lr-ingest.io", "lr-in-prod.com":
		return "LogRocket"
	}
	return ""
}

// analyst knows services that keep what each visitor has done, page by page.
func analyst(host string) string {
	switch host {
	case "segment.com", "segment.io":
		return "Segment"
	case "mixpanel.com", "mxpnl.com":
		return "Mixpanel"
	case "amplitude.com":
		return "Amplitude"
	case "heap.io", "heapanalytics.com":
		return "Heap"
	case "posthog.com":
		return "PostHog"
	case "optimizely.com":
		return "Optimizely"
	case "visualwebsiteoptimizer.com":
		return "VWO"
	case "kissmetrics.io":
		return "Kissmetrics"
	case "woopra.com":
		return "Woopra"
	}
	return ""
}

// surveyor knows services that measure the readers of many sites, to compare or to sell them.
func surveyor(host string) string {
	switch host {
	case "mc.yandex.ru", "mc.yandex.com", "metrika.yandex.ru":
		return "Yandex Metrica"
	case "hm.baidu.com":
		return "Baidu Tongji"
	case "chartbeat.com", "chartbeat.net":
		return "Chartbeat"
	case "parsely.com":
		return "Parse.ly"
	case "scorecardresearch.com":
		return "Scorecard Research"
	case "quantserve.com", "quantcount.com":
		return "Quantcast"
	case "newrelic.com", "nr-data.net":
		return "New Relic"
	case "etracker.com", "etracker.de":
		return "etracker"
	case "ioam.de", "iocnt.net":
		return "INFOnline"
	case "wt-safetag.com", "webtrekk.net":
		return "Webtrekk"
	case "stats.wp.com", "pixel.wp.com":
		return "Jetpack"
	case "omtrdc.net", "demdex.net", "2o7.net", "adobedtm.com":
		return "Adobe Analytics"
	}
	return ""
}

// advertiser knows services that follow people from site to site to show them advertisements.
func advertiser(host string) string {
	switch host {
	case "doubleclick.net", "googleadservices.com", "googlesyndication.com", "googletagservices.com", "adservice.google.com":
		return "Google Ads"
	case "connect.facebook.net", "facebook.net":
		return "Facebook"
	case "analytics.tiktok.com", "ads.tiktok.com":
		return "TikTok"
	case "snap.licdn.com", "ads.linkedin.com":
		return "LinkedIn"
	case "ads-twitter.com", "analytics.twitter.com", "ads-api.twitter.com":
		return "X"
	case "ct.pinterest.com", "s.pinimg.com":
		return "Pinterest"
	case "sc-static.net", "tr.snapchat.com":
		return "Snapchat"
	case "redditstatic.com", "alb.reddit.com":
		return "Reddit"
	case "q.quora.com", "a.quora.com":
		return "Quora"
	case "bat.bing.com", "bat.bing.net":
		return "Microsoft Advertising"
	}
	return ""
}

// exchange knows services that sell what is left free for advertisements, and who looks at it.
func exchange(host string) string {
	switch host {
	case "amazon-adsystem.com":
		return "Amazon Advertising"
	case "criteo.com", "criteo.net":
		return "Criteo"
	case "taboola.com":
		return "Taboola"
	case "outbrain.com", "outbrainimg.com":
		return "Outbrain"
	case "adnxs.com":
		return "Xandr"
	case "adsrvr.org":
		return "The Trade Desk"
	case "rubiconproject.com":
		return "Magnite"
	case "pubmatic.com":
		return "PubMatic"
	case "casalemedia.com":
		return "Index Exchange"
	case "openx.net":
		return "OpenX"
	case "adroll.com":
		return "AdRoll"
	case "bluekai.com", "bkrtx.com", "addthis.com":
		return "Oracle"
	}
	return ""
}

// talker knows services for letters, chats, comments and buttons to share a page, which gather who has read what.
func talker(host string) string {
	switch host {
	case "sharethis.com":
		return "ShareThis"
	case "addtoany.com":
		return "AddToAny"
	case "hs-scripts.com", "hs-analytics.net", "hsforms.net", "hs-banner.com", "hscollectedforms.net", "hsadspixel.net":
		return "HubSpot"
	case "klaviyo.com":
		return "Klaviyo"
	case "chimpstatic.com", "list-manage.com":
		return "Mailchimp"
	case "intercom.io", "intercomcdn.com":
		return "Intercom"
	case "drift.com", "driftt.com":
		return "Drift"
	case "tawk.to":
		return "Tawk.to"
	case "crisp.chat":
		return "Crisp"
	case "livechatinc.com":
		return "LiveChat"
	case "zdassets.com":
		return "Zendesk"
	case "disqus.com", "disquscdn.com":
		return "Disqus"
	}
	return ""
}

// foundry knows services that have fonts.
func foundry(host string) string {
	switch host {
	case "fonts.googleapis.com", "fonts.gstatic.com":
		return "Google Fonts"
	case "typekit.net", "typekit.com":
		return "Adobe Fonts"
	case "fast.fonts.net", "fonts.com":
		return "Monotype Fonts"
	case "use.fontawesome.com", "kit.fontawesome.com", "ka-f.fontawesome.com":
		return "Font Awesome"
	case "cloud.typography.com", "typography.com":
		return "Hoefler Type"
	case "webtype.com", "typenetwork.com":
		return "Type Network"
	case "use.edgefonts.net":
		return "Adobe Edge Web Fonts"
	}
	return ""
}

// guard knows services that ask whether somebody is a machine.
func guard(host string) string {
	switch host {
	case "hcaptcha.com":
		return "hCaptcha"
	case "recaptcha.net":
		return "Google reCAPTCHA"
	}
	return ""
}
