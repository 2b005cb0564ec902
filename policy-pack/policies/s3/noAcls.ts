import { resourceRule } from "../../core/rule";

const ENFORCED = "BucketOwnerEnforced";

export const s3NoAcls = resourceRule({
    name: "s3-no-acls",
    title: "Buckets use policies, not ACLs",
    description: "ACLs are easily overlooked, and can make single files public.",
    severity: "medium",
    catalogues: { fsbp: ["S3.12"], checkov: ["CKV_AWS_20", "CKV_AWS_57", "CKV2_AWS_43", "CKV2_AWS_65"] },
    remediation: "Remove the ACL, and set objectOwnership to BucketOwnerEnforced.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-12",
    types: [
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketAcl:BucketAcl",
        "aws:s3/bucketObject:BucketObject",
        "aws:s3/objectCopy:ObjectCopy",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    ],
    check(resource) {
        if (resource.type.endsWith("BucketOwnershipControls")) {
            const path = "rule.objectOwnership";
            if ((resource.string(path, "") ?? ENFORCED) !== ENFORCED)
                resource.fail(path, `is not ${ENFORCED}`);
            return;
        }
        const acl = resource.string("acl", "private");
        if (acl !== undefined && acl !== "private") resource.fail("acl", "is a string other than private");
        for (const grants of ["grants", "accessControlPolicy"]) {
            if (resource.isSet(grants)) resource.fail(grants, "is set");
        }
    },
});
