import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** How a distribution proves who it is: with a certificate in us-east-1, or with CloudFront's own. */
export function edgeCertificate(
    certificateArn: pulumi.Input<string> | undefined,
): aws.types.input.cloudfront.DistributionViewerCertificate {
    return certificateArn === undefined
        ? { cloudfrontDefaultCertificate: true }
        : {
              acmCertificateArn: certificateArn,
              sslSupportMethod: "sni-only",
              minimumProtocolVersion: "TLSv1.2_2021",
          };
}
