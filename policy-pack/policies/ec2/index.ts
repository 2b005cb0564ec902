import type { Rule } from "../../core/rule";
import { ec2DefaultEncryption } from "./defaultEncryption";
import { ec2EncryptedVolumes } from "./encryptedVolumes";
import { ec2MetadataHops } from "./metadataHops";
import { ec2MetadataTokens } from "./metadataTokens";
import { ec2NoElasticAddress } from "./noElasticAddress";
import { ec2NoPublicIp } from "./noPublicIp";
import { ec2NoSecretsInUserData } from "./noSecretsInUserData";
import { ec2NoSshKey } from "./noSshKey";
import { ec2SnapshotsNotPublic } from "./snapshotsNotPublic";
import { ec2SourceDestCheck } from "./sourceDestCheck";

export const ec2: readonly Rule[] = [
    ec2DefaultEncryption,
    ec2EncryptedVolumes,
    ec2MetadataHops,
    ec2MetadataTokens,
    ec2NoElasticAddress,
    ec2NoPublicIp,
    ec2NoSecretsInUserData,
    ec2NoSshKey,
    ec2SnapshotsNotPublic,
    ec2SourceDestCheck,
];
