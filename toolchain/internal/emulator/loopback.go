// Package emulator is what makes the bridged AWS provider one for an AWS emulator on the same machine, and
// for nothing else. cmd/trim-aws copies the files into the provider's packages; here they are tested.
package emulator

import (
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"
)

const (
	endpointVariable = "AWS_ENDPOINT_URL" // also the prefix of the variables for one service
	advice           = "This AWS provider was built for an AWS emulator on this machine and refuses to talk to " +
		"anything else. For real AWS install the official Pulumi (https://www.pulumi.com/docs/install/): " +
		"it is used, with its own AWS provider, as soon as it is on PATH"
)

// onlyLoopback returns an error unless all AWS endpoints in the provider's configuration and in the environment
// are on this machine. It then sees to it that services without an endpoint use one of these too, and that
// neither a person's AWS profile nor the metadata of a virtual machine plays a part.
func onlyLoopback(endpoints map[string]string, profiles ...string) error {
	found := map[string]string{}
	for service, endpoint := range endpoints {
		if endpoint != "" {
			found[fmt.Sprintf("the provider's endpoint for %s", service)] = endpoint
		}
	}
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		if value != "" && (name == endpointVariable || strings.HasPrefix(name, endpointVariable+"_")) {
			found[name] = value
		}
	}
	sources := slices.Sorted(maps.Keys(found))
	for _, source := range sources {
		if err := checkLoopback(found[source]); err != nil {
			return fmt.Errorf("%s is %q: %w. %s", source, found[source], err, advice)
		}
	}
	if len(sources) == 0 {
		return fmt.Errorf("no endpoint is configured, so this would be the real AWS. %s", advice)
	}
	if i := slices.IndexFunc(profiles, func(p string) bool { return p != "" }); i >= 0 {
		return fmt.Errorf("the provider is given the AWS profile or shared file %q. %s", profiles[i], advice)
	}

	if os.Getenv(endpointVariable) == "" {
		if err := os.Setenv(endpointVariable, found[sources[0]]); err != nil {
			return err
		}
	}
	for name, value := range map[string]string{
		"AWS_CA_BUNDLE":                       "",
		"AWS_CONFIG_FILE":                     os.DevNull,
		"AWS_DEFAULT_PROFILE":                 "",
		"AWS_EC2_METADATA_DISABLED":           "true",
		"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "",
		"AWS_PROFILE":                         "",
		"AWS_SHARED_CREDENTIALS_FILE":         os.DevNull,
	} {
		if err := os.Setenv(name, value); err != nil {
			return err
		}
	}
	return nil
}

// checkLoopback looks at a URL's host name only. What it resolves to is checked when it is connected to.
func checkLoopback(endpoint string) error {
	u, err := url.Parse(endpoint)
	if err != nil {
		return err
	}
	host := strings.ToLower(u.Hostname())
	if u.Scheme != "http" && u.Scheme != "https" || host == "" {
		return fmt.Errorf("not an http or https URL")
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return nil
	}
	if ip, err := netip.ParseAddr(host); err != nil || !ip.Unmap().IsLoopback() {
		return fmt.Errorf("not an address of this machine (127.0.0.1, ::1, localhost)")
	}
	return nil
}

// loopbackClient is the HTTP client for all AWS services: it connects to this machine only, whatever it is asked
// to, and uses no proxy.
func loopbackClient() *http.Client {
	dialer := &net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second, Control: refuseRemote}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DialContext = dialer.DialContext
	transport.MaxIdleConnsPerHost = transport.MaxIdleConns
	transport.Proxy = nil
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// refuseRemote is asked before every connection, with the address that a host name was resolved to.
func refuseRemote(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || !to.Addr().Unmap().IsLoopback() {
		return fmt.Errorf("refused to connect to %s. %s", address, advice)
	}
	return nil
}
