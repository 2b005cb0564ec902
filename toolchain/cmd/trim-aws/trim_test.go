package main

import (
	"strings"
	"testing"
)

func TestTrimServices(t *testing.T) {
	trimmer := &trimmer{services: []string{"s3"}}
	got := string(trimmer.trimServices([]byte(`import (
	"context"
	"github.com/hashicorp/terraform-provider-aws/internal/conns"
	"github.com/hashicorp/terraform-provider-aws/internal/service/braket"
	"github.com/hashicorp/terraform-provider-aws/internal/service/s3"
)

		braket.ServicePackage(ctx),
		s3.ServicePackage(ctx),
`)))
	if strings.Contains(got, "braket") || !strings.Contains(got, "conns") || strings.Count(got, "s3") != 2 {
		t.Errorf("got %s", got)
	}
}

func TestTrimClients(t *testing.T) {
	trimmer := &trimmer{clients: map[string]bool{"S3Client": true}, sdks: map[string]bool{}}
	got := string(trimmer.trimClients([]byte(`import (
	"github.com/aws/aws-sdk-go-v2/service/braket"
	s3_sdkv2 "github.com/aws/aws-sdk-go-v2/service/s3"
)

func (c *AWSClient) BraketClient(ctx context.Context) *braket.Client {
	return errs.Must(client[*braket.Client](ctx, c, names.Braket, make(map[string]any)))
}

func (c *AWSClient) S3Client(ctx context.Context) *s3_sdkv2.Client {
	return errs.Must(client[*s3_sdkv2.Client](ctx, c, names.S3, make(map[string]any)))
}
`)))
	if strings.Contains(got, "braket") || !strings.Contains(got, "S3Client") || !trimmer.sdks["s3"] {
		t.Errorf("got %s, %v", got, trimmer.sdks)
	}
}
