package emulator

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

// clean removes what the test's own environment says about AWS, and restores it afterwards.
func clean(t *testing.T) {
	t.Helper()
	for _, variable := range append(os.Environ(), "AWS_ENDPOINT_URL=", "AWS_CONFIG_FILE=", "AWS_PROFILE=") {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "")
		}
	}
}

func TestOnlyLoopback(t *testing.T) {
	const local, remote = "http://127.0.0.1:4566", "https://sqs.eu-central-1.amazonaws.com"
	for _, test := range []struct {
		name        string
		endpoints   map[string]string
		environment map[string]string
		profile     string
		complaint   string // part of the error; empty for none
	}{
		{name: "nothing", complaint: "no endpoint is configured"},
		{name: "empty", endpoints: map[string]string{"s3": ""}, complaint: "no endpoint is configured"},
		{name: "property", endpoints: map[string]string{"s3": local}},
		{name: "variable", environment: map[string]string{"AWS_ENDPOINT_URL": local}},
		{name: "variable of a service", environment: map[string]string{"AWS_ENDPOINT_URL_S3": local}},
		{
			name: "remote property", endpoints: map[string]string{"s3": local, "sqs": remote},
			complaint: `the provider's endpoint for sqs is "` + remote,
		},
		{
			name: "remote variable", endpoints: map[string]string{"s3": local},
			environment: map[string]string{"AWS_ENDPOINT_URL": remote}, complaint: "AWS_ENDPOINT_URL is",
		},
		{
			name: "remote variable of a service", endpoints: map[string]string{"sqs": local},
			environment: map[string]string{"AWS_ENDPOINT_URL_SQS": remote}, complaint: "AWS_ENDPOINT_URL_SQS is",
		},
		{name: "profile", endpoints: map[string]string{"s3": local}, profile: "work", complaint: `"work"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			clean(t)
			for name, value := range test.environment {
				t.Setenv(name, value)
			}
			err := onlyLoopback(test.endpoints, "", test.profile)
			switch {
			case test.complaint == "" && err != nil:
				t.Errorf("unexpected: %v", err)
			case test.complaint != "" && (err == nil || !strings.Contains(err.Error(), test.complaint)):
				t.Errorf("got %v, want %q", err, test.complaint)
			case test.complaint == "":
				if got := os.Getenv("AWS_CONFIG_FILE"); got != os.DevNull {
					t.Errorf("AWS_CONFIG_FILE is %q: a person's profile could be used", got)
				}
			default:
				if !strings.Contains(err.Error(), "install the official Pulumi") {
					t.Errorf("no advice in %q", err)
				}
			}
		})
	}
}

// Services that the configuration does not mention must not fall back to the real AWS.
func TestOtherServicesUseTheEmulator(t *testing.T) {
	clean(t)
	t.Setenv("AWS_PROFILE", "work")
	t.Setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
	if err := onlyLoopback(map[string]string{"s3": "http://localhost:4566"}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"AWS_ENDPOINT_URL": "http://localhost:4566", "AWS_PROFILE": "", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "",
	} {
		if got := os.Getenv(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestCheckLoopback(t *testing.T) {
	for endpoint, ok := range map[string]bool{
		"http://127.0.0.1:4566":           true,
		"http://127.9.8.7":                true,
		"http://[::1]:4566/":              true,
		"http://[::ffff:127.0.0.1]:4566/": true,
		"https://LocalHost:4566":          true,
		"http://s3.localhost:4566":        true,
		"http://10.0.0.1:4566":            false,
		"http://0.0.0.0:4566":             false,
		"http://127.0.0.1.example.com":    false,
		"http://localhost@example.com":    false,
		"http://localhost.example.com":    false,
		"http://127.1":                    false,
		"127.0.0.1:4566":                  false,
		"ftp://127.0.0.1":                 false,
		"":                                false,
	} {
		if err := checkLoopback(endpoint); (err == nil) != ok {
			t.Errorf("%q: got %v", endpoint, err)
		}
	}
}

func TestClientConnectsToThisMachineOnly(t *testing.T) {
	server := httptest.NewServer(http.RedirectHandler("https://aws.amazon.com", http.StatusFound))
	defer server.Close()
	t.Setenv("HTTP_PROXY", "http://192.0.2.1:3128")
	response, err := loopbackClient().Get(server.URL)
	if err != nil || response.StatusCode != http.StatusFound {
		t.Fatalf("got %v, %v: redirects must not be followed", response, err)
	}
	for _, target := range []string{"http://192.0.2.1/", "http://[2001:db8::1]/"} {
		if _, err := loopbackClient().Get(target); err == nil || !strings.Contains(err.Error(), "refused to connect") {
			t.Errorf("%s: got %v", target, err)
		}
	}
}

func TestDelay(t *testing.T) {
	for pause, want := range map[time.Duration]time.Duration{
		time.Minute: 50 * time.Millisecond, 10 * time.Millisecond: 10 * time.Millisecond,
	} {
		if got := emulatorDelay(pause); got != want {
			t.Errorf("%v: got %v, want %v", pause, got, want)
		}
	}
	quick = false
	defer func() { quick = true }()
	if got := emulatorDelay(time.Minute); got != time.Minute {
		t.Errorf("slow: got %v", got)
	}
}
