"""AWS Budgets: who is told, and tags."""

import json
from datetime import datetime

from moto.core.utils import unix_time

from emulator.registry import Call, Params, Service

budgets = Service("budgets", worldwide=True)

budgets.tagging(
    keys="ResourceTagKeys", tags="ResourceTags", pair=("Key", "Value"), why="Budgets have no tags."
)


def key_of(budget: str, notification: Params) -> tuple[str, str]:
    """Identifies a notification; its state is no part of it."""
    settings = {name: value for name, value in notification.items() if name != "NotificationState"}
    return budget, json.dumps(settings, sort_keys=True)


@budgets.after("CreateBudget")
def remember_budget(call: Call, _answer: Params) -> None:
    """The subscribers of a new budget's notifications, and its tags, are dropped."""
    name = call["Budget"]["BudgetName"]
    call.tag(call.arn(f"budget/{name}"), call.get("ResourceTags"))
    for entry in call.get("NotificationsWithSubscribers") or []:
        call.notes("subscribers")[key_of(name, entry["Notification"])] = entry.get("Subscribers", [])


@budgets.after("CreateNotification")
def remember_subscribers(call: Call, _answer: Params) -> None:
    """The subscribers of a notification are dropped."""
    call.notes("subscribers")[key_of(call["BudgetName"], call["Notification"])] = call.get("Subscribers", [])


@budgets.operation("DescribeSubscribersForNotification")
def describe_subscribers(call: Call) -> Params:
    """Subscribers can't be listed, without which a budget with notifications can't be managed."""
    key = key_of(call["BudgetName"], call["Notification"])
    return {"Subscribers": call.notes("subscribers").get(key, [])}


@budgets.operation("UpdateBudget")
def update_budget(call: Call) -> Params:
    """A budget can't be changed."""
    changed = dict(call["NewBudget"])
    if "TimePeriod" in changed:
        changed["TimePeriod"] = {
            name: unix_time(time.replace(tzinfo=None)) if isinstance(time, datetime) else time
            for name, time in changed["TimePeriod"].items()
        }
    backend = call.backend()
    backend.describe_budget(call["AccountId"], changed["BudgetName"])  # the right error if there is none
    backend.budgets[call["AccountId"]][changed["BudgetName"]].budget.update(changed)
    return {}
