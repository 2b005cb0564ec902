"""Checks of the corrections in emulator/services for guardduty."""

from .support import aws, check


@check("guardduty")
def detectors_keep_their_other_features() -> None:
    client = aws("guardduty")
    detector = client.create_detector(Enable=True)["DetectorId"]
    for name in ("S3_DATA_EVENTS", "RDS_LOGIN_EVENTS"):
        client.update_detector(DetectorId=detector, Features=[{"Name": name, "Status": "ENABLED"}])
    features = client.get_detector(DetectorId=detector)["Features"]
    assert {feature["Name"] for feature in features} == {"S3_DATA_EVENTS", "RDS_LOGIN_EVENTS"}
    agents = [{"Name": "EC2_AGENT_MANAGEMENT", "Status": "ENABLED"}]
    runtime = {"Name": "RUNTIME_MONITORING", "Status": "ENABLED", "AdditionalConfiguration": agents}
    client.update_detector(DetectorId=detector, Features=[runtime])
    found = client.get_detector(DetectorId=detector)["Features"][-1]
    assert [each["Name"] for each in found["AdditionalConfiguration"]] == ["EC2_AGENT_MANAGEMENT"]
    client.delete_detector(DetectorId=detector)
