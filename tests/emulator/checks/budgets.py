"""Checks of the corrections in emulator/services for budgets."""

from .support import ACCOUNT, TAGS, aws, check

BUDGET = {
    "BudgetLimit": {"Amount": "100", "Unit": "USD"},
    "TimeUnit": "MONTHLY",
    "BudgetType": "COST",
}


NOTICE = {
    "NotificationType": "ACTUAL",
    "ComparisonOperator": "GREATER_THAN",
    "Threshold": 80.0,
    "ThresholdType": "PERCENTAGE",
}


READER = {"SubscriptionType": "EMAIL", "Address": "ops@example.com"}


@check("budgets")
def new_budgets_keep_subscribers_and_tags() -> None:
    client = aws("budgets")
    client.create_budget(
        AccountId=ACCOUNT,
        Budget={"BudgetName": "b", **BUDGET},
        NotificationsWithSubscribers=[{"Notification": NOTICE, "Subscribers": [READER]}],
        ResourceTags=TAGS,
    )
    asked = client.describe_subscribers_for_notification(
        AccountId=ACCOUNT, BudgetName="b", Notification=NOTICE
    )
    assert asked["Subscribers"] == [READER]
    arn = f"arn:aws:budgets::{ACCOUNT}:budget/b"
    assert client.list_tags_for_resource(ResourceARN=arn)["ResourceTags"] == TAGS


@check("budgets")
def later_notifications_keep_subscribers() -> None:
    client = aws("budgets")
    client.create_budget(AccountId=ACCOUNT, Budget={"BudgetName": "later", **BUDGET})
    which = {"AccountId": ACCOUNT, "BudgetName": "later", "Notification": NOTICE}
    client.create_notification(**which, Subscribers=[READER])
    assert client.describe_subscribers_for_notification(**which)["Subscribers"] == [READER]


@check("budgets")
def budgets_can_be_changed() -> None:
    client = aws("budgets")
    client.create_budget(AccountId=ACCOUNT, Budget={"BudgetName": "changed", **BUDGET})
    limit = {"Amount": "200", "Unit": "USD"}
    client.update_budget(
        AccountId=ACCOUNT, NewBudget={**BUDGET, "BudgetName": "changed", "BudgetLimit": limit}
    )
    budget = client.describe_budget(AccountId=ACCOUNT, BudgetName="changed")["Budget"]
    assert budget["BudgetLimit"] == limit
