"""Imports every module of the emulator once, so that Python caches it compiled: python -m emulator.warm."""

import importlib

from . import app, corrections

USED = [
    "acm",
    "apigateway",
    "apigatewayv2",
    "applicationautoscaling",
    "autoscaling",
    "awslambda",
    "backup",
    "budgets",
    "ce",
    "cloudfront",
    "cloudtrail",
    "cloudwatch",
    "codebuild",
    "codedeploy",
    "codepipeline",
    "cognitoidp",
    "config",
    "dynamodb",
    "ebs",
    "ec2",
    "ecr",
    "ecs",
    "elasticache",
    "elbv2",
    "events",
    "guardduty",
    "iam",
    "kms",
    "logs",
    "rds",
    "route53",
    "s3",
    "s3control",
    "scheduler",
    "secretsmanager",
    "securityhub",
    "servicediscovery",
    "sns",
    "sqs",
    "ssm",
    "sts",
    "synthetics",
    "wafv2",
    "xray",
]
"""The packages of moto that the components need."""


def main() -> None:
    """Imports them all."""
    for name in USED:
        importlib.import_module(f"moto.{name}.urls")
    corrections.load()
    assert app


if __name__ == "__main__":
    main()
