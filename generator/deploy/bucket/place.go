package bucket

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7/pkg/s3utils"

	"stillpoint/generator/deploy/address"
)

// place is where files go, as an address says it.
type place struct {
	bucket   string
	prefix   string // of all keys: "" or "site/"
	endpoint *url.URL
	region   string
	style    string // how the bucket is named in requests: "path", "host", or "" for what the endpoint is known to need
}

// amazon is the endpoint of those who name none.
const amazon = "https://s3.amazonaws.com"

// parse takes an address apart: s3://BUCKET/FOLDER?endpoint=ADDRESS&region=NAME&style=path.
func parse(text string) (place, error) {
	u, err := url.Parse(text)
	if err != nil {
		return place{}, fmt.Errorf("the address %q cannot be read; it must be like s3://BUCKET/FOLDER", address.Hidden(text))
	}
	switch {
	case u.User != nil:
		// The address itself is not repeated: there may be a secret in it.
		return place{}, fmt.Errorf("the address of bucket %s names a key; keys belong into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or into the keyring", u.Hostname())
	case u.Scheme != "s3" || u.Host == "":
		return place{}, fmt.Errorf("%q names no bucket; it must be like s3://BUCKET/FOLDER", address.Hidden(text))
	case u.Fragment != "":
		return place{}, fmt.Errorf("%q has a #, which no address of a bucket has", address.Hidden(text))
	}
	p := place{bucket: u.Host}
	if err := s3utils.CheckValidBucketNameStrict(p.bucket); err != nil {
		return place{}, fmt.Errorf("%q is no name of a bucket; it must have 3 to 63 small letters, digits, hyphens and dots", p.bucket)
	}
	if p.prefix, err = prefixOf(u.Path); err != nil {
		return place{}, err
	}
	if err := p.options(u.RawQuery); err != nil {
		return place{}, err
	}
	return p, nil
}

// prefixOf returns what all keys begin with.
func prefixOf(folder string) (string, error) {
	folder = strings.Trim(folder, "/")
	if folder == "" {
		return "", nil
	}
	for part := range strings.SplitSeq(folder, "/") {
		if part == "" || part == "." || part == ".." {
			return "", fmt.Errorf("the folder %q cannot be one of a bucket; write it without empty parts and dots", folder)
		}
	}
	return folder + "/", nil
}

// options reads what stands behind the question mark.
func (p *place) options(query string) error {
	values, err := url.ParseQuery(query)
	if err != nil {
		return fmt.Errorf("what stands behind the ? in the address of bucket %s cannot be read: %w", p.bucket, err)
	}
	for name := range values {
		if !slices.Contains([]string{"endpoint", "region", "style"}, name) {
			return fmt.Errorf("the address of bucket %s says %q, which nobody knows; endpoint, region and style can stand behind the ?", p.bucket, name)
		}
	}
	if p.style = values.Get("style"); !slices.Contains([]string{"", "path", "host"}, p.style) {
		return fmt.Errorf("the style %q is not known; write style=path where the bucket is named in the path of requests, or style=host", p.style)
	}
	if p.endpoint, err = endpoint(values.Get("endpoint")); err != nil {
		return err
	}
	if p.region = values.Get("region"); p.region == "" {
		p.region = regionOf(p.endpoint)
	}
	return nil
}

// endpoint reads the address of a server. Without TLS everybody on the way could read the site before it is published, and could change it: that is
// only taken where the way is within this machine.
func endpoint(text string) (*url.URL, error) {
	if text == "" {
		text = amazon
	}
	u, err := url.Parse(text)
	switch {
	case err != nil, u.Host == "", u.Scheme != "https" && u.Scheme != "http":
		return nil, fmt.Errorf("the endpoint %q must be https:// and the name of a server", address.Hidden(text))
	case u.User != nil:
		return nil, fmt.Errorf("the endpoint at %s names a key; keys belong into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or into the keyring", u.Host)
	case strings.Trim(u.Path, "/") != "", u.RawQuery != "", u.Fragment != "":
		return nil, fmt.Errorf("the endpoint %q must be https:// and the name of a server, with nothing behind it; the bucket stands before the ?", address.Hidden(text))
	case u.Scheme == "http" && !loopback(u.Hostname()):
		return nil, fmt.Errorf("the endpoint %q would be spoken to in clear, so that others on the way could read and change what is sent; write https://", address.Hidden(text))
	}
	u.Path = ""
	return u, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// regionOf returns the region that the name of an endpoint tells, which most do. A server that has none takes us-east-1 from everybody.
func regionOf(endpoint *url.URL) string {
	const usual = "us-east-1"
	host := endpoint.Hostname()
	if region := s3utils.GetRegionFromURL(*endpoint); region != "" {
		return region
	}
	if strings.HasSuffix(host, ".r2.cloudflarestorage.com") {
		return "auto" // https://developers.cloudflare.com/r2/api/s3/api/
	}
	parts := strings.Split(host, ".")
	switch {
	case strings.HasSuffix(host, ".your-objectstorage.com") && len(parts) == 3:
		return parts[0] // Hetzner: fsn1.your-objectstorage.com
	case parts[0] == "s3" && len(parts) > 3 && !strings.HasSuffix(host, ".amazonaws.com"):
		return parts[1] // Scaleway, Backblaze and others: s3.fr-par.scw.cloud, s3.eu-central-003.backblazeb2.com
	}
	return usual
}

// String returns the place as people write it, without what stands behind the ?.
func (p place) String() string {
	name := strings.TrimSuffix("s3://"+p.bucket+"/"+p.prefix, "/")
	if p.endpoint.String() != amazon {
		name += " at " + p.endpoint.Host
	}
	return name
}
