/**
 * Actions that change or start something and that AWS can't limit to a resource, or only where a request names one:
 * policies must use `Resource: "*"`. Actions that change settings of a whole account are excluded, except those that a
 * service needs for the program.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const UNLIMITED_ACTIONS: readonly string[] = [
    // Reports of agents and functions.
    ...["xray:Put*", "cloudwatch:PutMetricData", "config:PutEvaluations", "ssm:PutInventory"],
    ...["ssmmessages:*", "ec2messages:*", "ecs:DiscoverPollEndpoint"],
    // Actions of AWS's managed policy for functions in a VPC.
    ...["ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:*PrivateIpAddresses"],
    // Required to enable logs of a service: state machines, API Gateway, flow logs.
    ...["logs:*LogDelivery", "logs:PutResourcePolicy", "logs:StopQuery"],
    // Answers to a state machine, by token.
    ...["states:SendTaskSuccess", "states:SendTaskFailure", "states:SendTaskHeartbeat"],
    // Content that is in the request, or an object that S3 asks about by itself.
    ...["comprehend:Detect*", "comprehend:BatchDetect*", "comprehend:ContainsPiiEntities"],
    ...["rekognition:DetectFaces", "rekognition:DetectLabels", "rekognition:DetectModerationLabels"],
    ...["rekognition:DetectProtectiveEquipment", "rekognition:DetectText", "rekognition:CompareFaces"],
    ...["rekognition:RecognizeCelebrities", "rekognition:StartCelebrityRecognition"],
    ...[
        "rekognition:StartContentModeration",
        "rekognition:Start*Detection",
        "rekognition:StartPersonTracking",
    ],
    ...["textract:Analyze*", "textract:Detect*", "textract:Start*"],
    ...["polly:SynthesizeSpeech", "transcribe:Start*Transcription*"],
    ...["translate:TranslateText", "translate:TranslateDocument"],
    ...["bedrock:Rerank", "bedrock:RetrieveAndGenerate"],
    // Checks that leave nothing behind.
    ...["states:ValidateStateMachineDefinition", "cloudformation:ValidateTemplate", "wafv2:CheckCapacity"],
    ...["events:TestEventPattern", "logs:TestMetricFilter", "route53:TestDNSAnswer"],
    ...["iam:GenerateCredentialReport", "iam:SimulateCustomPolicy", "sts:DecodeAuthorizationMessage"],
    ...["kms:GenerateRandom", "sns:CheckIfPhoneNumberIsOptedOut"],
    // Keys that verify signed URLs, which have no ARN.
    ...["cloudfront:*PublicKey", "cloudfront:*KeyGroup"],
    // Sales at the Marketplace.
    ...["aws-marketplace:BatchMeterUsage", "aws-marketplace:MeterUsage", "aws-marketplace:RegisterUsage"],
    "aws-marketplace:ResolveCustomer",
    ...["iam:UpdateAccountPasswordPolicy", "iam:DeleteAccountPasswordPolicy"],
];
