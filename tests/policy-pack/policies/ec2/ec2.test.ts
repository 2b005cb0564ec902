import { ec2DefaultEncryption } from "../../../../policy-pack/policies/ec2/defaultEncryption";
import { ec2EncryptedVolumes } from "../../../../policy-pack/policies/ec2/encryptedVolumes";
import { ec2MetadataHops } from "../../../../policy-pack/policies/ec2/metadataHops";
import { ec2MetadataTokens } from "../../../../policy-pack/policies/ec2/metadataTokens";
import { ec2NoElasticAddress } from "../../../../policy-pack/policies/ec2/noElasticAddress";
import { ec2NoPublicIp } from "../../../../policy-pack/policies/ec2/noPublicIp";
import { ec2NoSecretsInUserData } from "../../../../policy-pack/policies/ec2/noSecretsInUserData";
import { ec2NoSshKey } from "../../../../policy-pack/policies/ec2/noSshKey";
import { ec2SnapshotsNotPublic } from "../../../../policy-pack/policies/ec2/snapshotsNotPublic";
import { ec2SourceDestCheck } from "../../../../policy-pack/policies/ec2/sourceDestCheck";
import { testRule } from "../../support/fixtures";

testRule(ec2MetadataTokens, {
    compliant: { metadataOptions: { httpTokens: "required" } },
    also: [
        { metadataOptions: { httpEndpoint: "disabled" } },
        { metadataOptions: undefined, launchTemplate: { id: "lt-1" } },
    ],
    violating: [
        [{ "metadataOptions.httpTokens": "optional" }, /is not required/],
        [{ metadataOptions: undefined }, /is not required/],
    ],
    // Whichever template it is, that one is judged.
    unknown: { launchTemplate: "passes", "metadataOptions.httpTokens": "fails" },
    absent: { metadataOptions: "fails", "metadataOptions.httpTokens": "fails" },
    wrongType: { "metadataOptions.httpTokens": 7 },
});

testRule(ec2MetadataHops, {
    compliant: { metadataOptions: { httpPutResponseHopLimit: 1 } },
    violating: [[{ "metadataOptions.httpPutResponseHopLimit": 3 }, /above 2/]],
    unknown: { "metadataOptions.httpPutResponseHopLimit": "fails" },
    absent: { metadataOptions: "passes" },
    wrongType: { "metadataOptions.httpPutResponseHopLimit": "far" },
    asked: { settings: { "ec2-metadata-hops": { hops: 2 } } },
});

testRule(ec2NoPublicIp, {
    compliant: { networkInterfaces: [{ associatePublicIpAddress: "false" }] },
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    violating: [
        [
            { "networkInterfaces.0.associatePublicIpAddress": "true" },
            /^networkInterfaces\[0\].associatePublicIpAddress is true/,
        ],
    ],
    unknown: { "networkInterfaces.0.associatePublicIpAddress": "fails", networkInterfaces: "fails" },
    absent: { networkInterfaces: "passes" },
    wrongType: { networkInterfaces: 7 },
});

testRule(ec2NoElasticAddress, {
    compliant: { domain: "vpc" },
    type: "aws:ec2/eip:Eip",
    violating: [
        [{ networkInterface: "eni-1" }, /^networkInterface is set/],
        [{ instance: "i-1" }, /^instance is set/],
    ],
    unknown: { networkInterface: "fails", instance: "fails" },
    absent: { networkInterface: "passes", instance: "passes" },
    wrongType: { networkInterface: 7 },
});

testRule(ec2NoElasticAddress, {
    compliant: { allocationId: "eipalloc-1" },
    type: "aws:ec2/eipAssociation:EipAssociation",
    violating: [[{ networkInterfaceId: "eni-1" }, /^networkInterfaceId is set/]],
    unknown: { networkInterfaceId: "fails", instanceId: "fails" },
    absent: { networkInterfaceId: "passes", instanceId: "passes" },
    wrongType: { networkInterfaceId: 7 },
});

testRule(ec2SourceDestCheck, {
    compliant: { sourceDestCheck: true },
    violating: [[{ sourceDestCheck: false }, /is false/]],
    unknown: { sourceDestCheck: "fails" },
    absent: { sourceDestCheck: "passes" },
    wrongType: { sourceDestCheck: "no" },
});

testRule(ec2EncryptedVolumes, {
    compliant: { rootBlockDevice: { encrypted: true }, ebsBlockDevices: [{ encrypted: true }] },
    also: [{ rootBlockDevice: undefined, launchTemplate: { id: "lt-1" } }],
    violating: [
        [{ "rootBlockDevice.encrypted": false }, /^rootBlockDevice.encrypted/],
        [{ "ebsBlockDevices.0.encrypted": false }, /^ebsBlockDevices\[0\].encrypted/],
        [{ rootBlockDevice: undefined }, /the image decides/],
    ],
    // Whichever template it is, that one is judged.
    unknown: { launchTemplate: "passes", "rootBlockDevice.encrypted": "fails", ebsBlockDevices: "fails" },
    absent: { rootBlockDevice: "fails", "rootBlockDevice.encrypted": "fails", ebsBlockDevices: "passes" },
    wrongType: { rootBlockDevice: 7 },
});

testRule(ec2NoSecretsInUserData, {
    compliant: { userData: "echo hello" },
    violating: [
        [{ userData: "export KEY=AKIAIOSFODNN7EXAMPLE" }, /^userData holds a key/],
        [
            { userDataBase64: Buffer.from("-----BEGIN RSA PRIVATE KEY-----").toString("base64") },
            /^userDataBase64 holds a key/,
        ],
    ],
    unknown: { userData: "deferred" },
    absent: { userData: "passes" },
    wrongType: { userData: 7 },
});

testRule(ec2NoSshKey, {
    compliant: { keyName: "" },
    violating: [[{ keyName: "mine" }, /is set/]],
    unknown: { keyName: "fails" },
    absent: { keyName: "passes" },
    wrongType: { keyName: 7 },
});

testRule(ec2DefaultEncryption, {
    compliant: { enabled: true },
    violating: [[{ enabled: false }, /is false/]],
    unknown: { enabled: "fails" },
    absent: { enabled: "passes" },
    wrongType: { enabled: 7 },
});

testRule(ec2SnapshotsNotPublic, {
    compliant: { state: "block-all-sharing" },
    violating: [
        [{ state: "unblocked" }, /not block-all-sharing/],
        [{ state: "block-new-sharing" }, /not block-all/],
    ],
    unknown: { state: "fails" },
    absent: { state: "fails" },
    wrongType: { state: 7 },
});
