"""Checks of the corrections in emulator/services for secretsmanager."""

from .support import archive, aws, check, function, let_in, permit, refuses

ROTATE = """
const { SecretsManagerClient, PutSecretValueCommand, UpdateSecretVersionStageCommand, DescribeSecretCommand } =
    require("@aws-sdk/client-secrets-manager");
const client = new SecretsManagerClient({});
exports.handler = async ({ Step, SecretId, ClientRequestToken }) => {
    if (Step === "createSecret") {
        await client.send(new PutSecretValueCommand({
            SecretId, ClientRequestToken, SecretString: "new", VersionStages: ["AWSPENDING"],
        }));
    }
    if (Step === "finishSecret") {
        const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId }));
        const [current] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes("AWSCURRENT"));
        await client.send(new UpdateSecretVersionStageCommand({
            SecretId, VersionStage: "AWSCURRENT", MoveToVersionId: ClientRequestToken, RemoveFromVersionId: current,
        }));
    }
};
"""


@check("secretsmanager")
def secrets_can_be_rotated_again() -> None:
    client = aws("secretsmanager")
    arn = function("rotate", Code={"ZipFile": archive(ROTATE)}, Timeout=30)["FunctionArn"]
    let_in("rotate", "secretsmanager.amazonaws.com")
    permit("role-rotate", "secretsmanager:*")
    client.create_secret(Name="rotated", SecretString="old")
    for days in (30, 60):
        client.rotate_secret(
            SecretId="rotated", RotationLambdaARN=arn, RotationRules={"AutomaticallyAfterDays": days}
        )
    assert client.get_secret_value(SecretId="rotated")["SecretString"] == "new"
    assert client.describe_secret(SecretId="rotated")["RotationRules"]["AutomaticallyAfterDays"] == 60


@check("secretsmanager")
def secrets_without_a_value_get_a_schedule() -> None:
    client = aws("secretsmanager")
    arn = function("try", Code={"ZipFile": archive(ROTATE)}, Timeout=30)["FunctionArn"]
    let_in("try", "secretsmanager.amazonaws.com")
    client.create_secret(Name="by-hand")
    client.rotate_secret(
        SecretId="by-hand",
        RotationLambdaARN=arn,
        RotationRules={"AutomaticallyAfterDays": 60},
        RotateImmediately=False,
    )
    found = client.describe_secret(SecretId="by-hand")
    assert found["RotationEnabled"]
    assert not found.get("VersionIdsToStages")
    client.delete_secret(SecretId="by-hand")
    refuses("InvalidRequestException", lambda: client.rotate_secret(SecretId="by-hand"))
    client.restore_secret(SecretId="by-hand")
    assert not client.describe_secret(SecretId="by-hand").get("VersionIdsToStages")


@check("secretsmanager")
def rotations_keep_their_function() -> None:
    client = aws("secretsmanager")
    arn = function("again", Code={"ZipFile": archive(ROTATE)}, Timeout=30)["FunctionArn"]
    let_in("again", "secretsmanager.amazonaws.com")
    permit("role-again", "secretsmanager:*")
    client.create_secret(Name="twice", SecretString="old")
    client.rotate_secret(
        SecretId="twice",
        RotationLambdaARN=arn,
        RotationRules={"AutomaticallyAfterDays": 60},
        RotateImmediately=False,
    )
    client.rotate_secret(SecretId="twice")
    assert client.get_secret_value(SecretId="twice")["SecretString"] == "new"
