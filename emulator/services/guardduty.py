"""GuardDuty: what a detector looks at."""

from emulator.registry import Call, Params, Service

guardduty = Service("guardduty")


@guardduty.before("UpdateDetector")
def keep_other_features(call: Call) -> Params | None:
    """Turning one feature on or off forgets all others."""
    detector = call.backend().detectors.get(call["DetectorId"])
    if detector is None or not call.get("Features"):
        return None
    features = {feature["name"]: feature for feature in detector.features}
    for changed in call["Features"]:
        agents = changed.get("AdditionalConfiguration") or []
        features[changed["Name"]] = {
            "name": changed["Name"],
            "status": changed["Status"],
            **(
                {"additionalConfiguration": [{"name": a["Name"], "status": a["Status"]} for a in agents]}
                if agents
                else {}
            ),
        }
    detector.update(
        call.get("Enable"),
        call.get("FindingPublishingFrequency"),
        call.get("DataSources"),
        list(features.values()),
    )
    return {}
