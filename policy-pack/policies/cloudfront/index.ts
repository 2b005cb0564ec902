import type { Rule } from "../../core/rule";
import { cloudFrontAccessLogs } from "./accessLogs";
import { cloudFrontFirewall } from "./firewall";
import { cloudFrontHsts } from "./hsts";
import { cloudFrontOriginAccessControl } from "./originAccessControl";
import { cloudFrontOriginFailover } from "./originFailover";
import { cloudFrontOriginHttps } from "./originHttps";
import { cloudFrontOriginTls } from "./originTls";
import { cloudFrontOwnCertificate } from "./ownCertificate";
import { cloudFrontPersonalAnswers } from "./personalAnswers";
import { cloudFrontRootObject } from "./rootObject";
import { cloudFrontSni } from "./sni";
import { cloudFrontTlsPolicy } from "./tlsPolicy";
import { cloudFrontTrustedSigners } from "./trustedSigners";
import { cloudFrontViewerHttps } from "./viewerHttps";

export const cloudfront: readonly Rule[] = [
    cloudFrontAccessLogs,
    cloudFrontFirewall,
    cloudFrontHsts,
    cloudFrontOriginAccessControl,
    cloudFrontOriginFailover,
    cloudFrontOriginHttps,
    cloudFrontOriginTls,
    cloudFrontOwnCertificate,
    cloudFrontPersonalAnswers,
    cloudFrontRootObject,
    cloudFrontSni,
    cloudFrontTlsPolicy,
    cloudFrontTrustedSigners,
    cloudFrontViewerHttps,
];
