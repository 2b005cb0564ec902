"""User pools and their clients, of which AWS chooses the ids, and senders of e-mail."""

from .making import Making


def directories(making: Making) -> None:
    """A client belongs to the pool of its entry."""
    cognito = making.aws("cognito-idp")
    for given, entries in making.named("directories", "userPoolId").items():
        pool = cognito.create_user_pool(PoolName="stand-in")["UserPool"]["Id"]
        making.ids[given] = pool
        for client in sorted({entry["clientId"] for entry in entries}):
            made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="stand-in")
            making.ids[client] = made["UserPoolClient"]["ClientId"]


def senders(making: Making) -> None:
    """Verified: a domain has the records of DKIM in a zone of its own."""
    for name in sorted(set(making.senders)):
        tokens = making.aws("sesv2").create_email_identity(EmailIdentity=name)["DkimAttributes"]["Tokens"]
        if "@" in name:
            continue
        route53 = making.aws("route53")
        zone = route53.create_hosted_zone(Name=name, CallerReference="stand-in")["HostedZone"]["Id"]
        records = [
            {
                "Name": f"{token}._domainkey.{name}",
                "Type": "CNAME",
                "TTL": 300,
                "ResourceRecords": [{"Value": f"{token}.dkim.amazonses.com"}],
            }
            for token in tokens
        ]
        route53.change_resource_record_sets(
            HostedZoneId=zone,
            ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": one} for one in records]},
        )
