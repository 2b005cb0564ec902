"""VPCs, subnets, security groups, and what stands in them: databases and caches. AWS chooses their ids."""

from .making import Entry, Making

_TIERS = ("privateSubnetIds", "publicSubnetIds", "isolatedSubnetIds")


def network(making: Making) -> None:
    """Each tier has its subnets in different zones."""
    for entry in making.entries.get("network", []):
        vpc = _vpc(making, entry["vpcId"])
        for tier in _TIERS:
            for index, given in enumerate(entry.get(tier) or []):
                _subnet(making, vpc, given, index)


def databases(making: Making) -> None:
    """PostgreSQL, because no key says which engine it is."""
    rds = making.aws("rds")
    entries = making.entries.get("databases", [])
    if not entries:
        return
    subnets = subnets_of_servers(making)
    rds.create_db_subnet_group(
        DBSubnetGroupName="stand-ins", DBSubnetGroupDescription="Stand-ins", SubnetIds=subnets
    )
    for key in ("cluster", "instance"):
        for given, same in making.named("databases", key).items():
            database = next((one["databaseName"] for one in same if one.get("databaseName")), "standin")
            common = {
                "DBSubnetGroupName": "stand-ins",
                "VpcSecurityGroupIds": groups_of(making, same),
                "MasterUsername": "standin",
                "ManageMasterUserPassword": True,
                "EnableIAMDatabaseAuthentication": True,
            }
            if key == "cluster":
                rds.create_db_cluster(
                    DBClusterIdentifier=given, Engine="aurora-postgresql", DatabaseName=database, **common
                )
            else:
                rds.create_db_instance(
                    DBInstanceIdentifier=given,
                    DBInstanceClass="db.t4g.micro",
                    Engine="postgres",
                    AllocatedStorage=20,
                    DBName=database,
                    **common,
                )


def caches(making: Making) -> None:
    """With a token where the secret of one is named."""
    elasticache = making.aws("elasticache")
    named = making.named("caches", "replicationGroup")
    if not named:
        return
    elasticache.create_cache_subnet_group(
        CacheSubnetGroupName="stand-ins",
        CacheSubnetGroupDescription="Stand-ins",
        SubnetIds=subnets_of_servers(making),
    )
    for given, same in named.items():
        token = {"AuthToken": "standin-of-a-token"} if any(one.get("token") for one in same) else {}
        elasticache.create_replication_group(
            ReplicationGroupId=given,
            ReplicationGroupDescription="Stand-in",
            Engine="redis",
            CacheNodeType="cache.t4g.micro",
            NumCacheClusters=1,
            CacheSubnetGroupName="stand-ins",
            SecurityGroupIds=groups_of(making, same),
            TransitEncryptionEnabled=True,
            **token,
        )


def _vpc(making: Making, given: str) -> str:
    if given not in making.ids:
        count = sum(known.startswith("vpc-") for known in making.ids)
        vpc = making.aws("ec2").create_vpc(CidrBlock=f"10.{200 + count}.0.0/16")["Vpc"]
        making.ids[given] = vpc["VpcId"]
    return making.ids[given]


def _subnet(making: Making, vpc: str, given: str, index: int) -> str:
    if given not in making.ids:
        ec2 = making.aws("ec2")
        within = ec2.describe_vpcs(VpcIds=[vpc])["Vpcs"][0]["CidrBlock"]
        there = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
        zones = making.zones()
        subnet = ec2.create_subnet(
            VpcId=vpc,
            CidrBlock=within.replace(".0.0/16", f".{8 * len(there)}.0/21"),
            AvailabilityZone=zones[index % len(zones)],
        )
        making.ids[given] = subnet["Subnet"]["SubnetId"]
    return making.ids[given]


def _place_of_servers(making: Making) -> Entry:
    """The network that a stack names; otherwise one that no stack sees."""
    given = making.entries.get("network", [])
    return given[0] if given else {"vpcId": "vpc-of-servers", "privateSubnetIds": ["subnet-a", "subnet-b"]}


def subnets_of_servers(making: Making) -> list[str]:
    """Subnets for what stands in a VPC."""
    place = _place_of_servers(making)
    vpc = _vpc(making, place["vpcId"])
    subnets = place.get("isolatedSubnetIds") or place["privateSubnetIds"]
    return [_subnet(making, vpc, given, index) for index, given in enumerate(subnets)]


def groups_of(making: Making, entries: list[Entry]) -> list[str]:
    """The security groups that entries name."""
    vpc = _vpc(making, _place_of_servers(making)["vpcId"])
    groups = sorted({entry["securityGroupId"] for entry in entries})
    for given in [one for one in groups if one not in making.ids]:
        group = making.aws("ec2").create_security_group(
            GroupName=f"stand-in for {given}", Description="Stand-in", VpcId=vpc
        )
        making.ids[given] = group["GroupId"]
    return [making.ids[one] for one in groups]
