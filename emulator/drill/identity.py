"""Exercises of roles, policies and user pools."""

import json

from .exercise import Exercises
from .storage import policy

exercises = Exercises()
change, delete, add, untag = exercises.change, exercises.delete, exercises.add, exercises.untag

ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess"


def provider(arn: str) -> dict[str, str]:
    return {"OpenIDConnectProviderArn": arn}


change(
    "aws:iam/role:Role",
    "everybody may assume it",
    lambda aws, r: aws("iam").update_assume_role_policy(
        RoleName=r["name"],
        PolicyDocument=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}],
            }
        ),
    ),
)
change(
    "aws:iam/rolePolicy:RolePolicy",
    "may do everything",
    lambda aws, r: aws("iam").put_role_policy(
        RoleName=r["role"],
        PolicyName=r["name"],
        PolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
        ),
    ),
)
change(
    "aws:iam/instanceProfile:InstanceProfile",
    "without its role",
    lambda aws, r: aws("iam").remove_role_from_instance_profile(
        InstanceProfileName=r["name"], RoleName=r["role"]
    ),
)
change(
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    "tagged",
    lambda aws, r: aws("iam").tag_open_id_connect_provider(
        Tags=[{"Key": "Owner", "Value": "drill"}], **provider(r.id)
    ),
)
change(
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
    "six characters",
    lambda aws, r: aws("iam").update_account_password_policy(MinimumPasswordLength=6),
)
change(
    "aws:iam/serviceLinkedRole:ServiceLinkedRole",
    "description",
    lambda aws, r: aws("iam").update_role(RoleName=r["name"], Description="drill"),
)
untag("aws:iam/role:Role", lambda aws, r, key: aws("iam").untag_role(RoleName=r["name"], TagKeys=[key]))
add(
    "aws:iam/role:Role",
    "an inline policy",
    lambda aws, r: aws("iam").put_role_policy(
        RoleName=r["name"], PolicyName="drill", PolicyDocument=policy()
    ),
)
add(
    "aws:iam/role:Role",
    "administrator's rights",
    lambda aws, r: aws("iam").attach_role_policy(RoleName=r["name"], PolicyArn=ADMIN),
)
change(
    "aws:cognito/userPool:UserPool",
    "short passwords",
    lambda aws, r: aws("cognito-idp").update_user_pool(
        UserPoolId=r.id, Policies={"PasswordPolicy": {"MinimumLength": 6}}
    ),
)
change(
    "aws:cognito/userPoolClient:UserPoolClient",
    "another address",
    lambda aws, r: aws("cognito-idp").update_user_pool_client(
        UserPoolId=r["userPoolId"], ClientId=r.id, CallbackURLs=["https://drill.example.com"]
    ),
)
change(
    "aws:cognito/userPoolDomain:UserPoolDomain",
    "another certificate",
    lambda aws, r: aws("cognito-idp").update_user_pool_domain(
        Domain=r["domain"],
        UserPoolId=r["userPoolId"],
        CustomDomainConfig={"CertificateArn": r["certificateArn"][:-12] + "123456789012"},
    ),
)
change(
    "aws:cognito/userGroup:UserGroup",
    "description",
    lambda aws, r: aws("cognito-idp").update_group(
        UserPoolId=r["userPoolId"], GroupName=r["name"], Description="drill"
    ),
)
change(
    "aws:accessanalyzer/analyzer:Analyzer",
    "tagged",
    lambda aws, r: aws("accessanalyzer").tag_resource(resourceArn=r["arn"], tags={"Owner": "drill"}),
)
delete(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    lambda aws, r: aws("iam").detach_role_policy(RoleName=r["role"], PolicyArn=r["policyArn"]),
)
delete(
    "aws:iam/rolePolicy:RolePolicy",
    lambda aws, r: aws("iam").delete_role_policy(RoleName=r["role"], PolicyName=r["name"]),
)
delete(
    "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
    lambda aws, r: aws("iam").delete_account_password_policy(),
)
delete(
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    lambda aws, r: aws("iam").delete_open_id_connect_provider(**provider(r.id)),
)
delete(
    "aws:cognito/userGroup:UserGroup",
    lambda aws, r: aws("cognito-idp").delete_group(UserPoolId=r["userPoolId"], GroupName=r["name"]),
)
delete(
    "aws:cognito/userPoolClient:UserPoolClient",
    lambda aws, r: aws("cognito-idp").delete_user_pool_client(UserPoolId=r["userPoolId"], ClientId=r.id),
)
delete(
    "aws:cognito/userPoolDomain:UserPoolDomain",
    lambda aws, r: aws("cognito-idp").delete_user_pool_domain(Domain=r["domain"], UserPoolId=r["userPoolId"]),
)
delete(
    "aws:accessanalyzer/analyzer:Analyzer",
    lambda aws, r: aws("accessanalyzer").delete_analyzer(analyzerName=r["analyzerName"]),
)
