"""Checks of the corrections in emulator/services for ce."""

from .support import TAGS, aws, check


@check("ce")
def anomaly_monitors_and_subscriptions_are_kept() -> None:
    client = aws("ce")
    monitor = client.create_anomaly_monitor(
        AnomalyMonitor={"MonitorName": "m", "MonitorType": "DIMENSIONAL", "MonitorDimension": "SERVICE"},
        ResourceTags=TAGS,
    )["MonitorArn"]
    assert client.get_anomaly_monitors(MonitorArnList=[monitor])["AnomalyMonitors"][0]["MonitorName"] == "m"
    assert client.list_tags_for_resource(ResourceArn=monitor)["ResourceTags"] == TAGS
    client.update_anomaly_monitor(MonitorArn=monitor, MonitorName="n")
    subscription = client.create_anomaly_subscription(
        AnomalySubscription={
            "SubscriptionName": "s",
            "MonitorArnList": [monitor],
            "Subscribers": [{"Type": "EMAIL", "Address": "ops@example.com"}],
            "Frequency": "DAILY",
        }
    )["SubscriptionArn"]
    client.update_anomaly_subscription(SubscriptionArn=subscription, Frequency="WEEKLY")
    found = client.get_anomaly_subscriptions(SubscriptionArnList=[subscription])["AnomalySubscriptions"]
    assert found[0]["Frequency"] == "WEEKLY"
    client.delete_anomaly_subscription(SubscriptionArn=subscription)
    client.delete_anomaly_monitor(MonitorArn=monitor)
    assert client.get_anomaly_monitors()["AnomalyMonitors"] == []


@check("ce")
def tags_can_be_used_on_the_bill() -> None:
    client = aws("ce")
    client.update_cost_allocation_tags_status(
        CostAllocationTagsStatus=[{"TagKey": "Team", "Status": "Active"}]
    )
    found = client.list_cost_allocation_tags(TagKeys=["Team", "Other"])["CostAllocationTags"]
    assert [tag["Status"] for tag in found] == ["Active", "Inactive"]
