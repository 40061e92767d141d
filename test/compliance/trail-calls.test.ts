import assert from "node:assert/strict";
import { trailCallIn } from "../../src/compliance/trail-calls";

describe("calls that change trails, in a script", () => {
    const TEXTS: readonly (readonly [text: string, call?: string])[] = [
        ["aws cloudtrail put-event-selectors --trail-name t", "PutEventSelectors"],
        ["aws --region us-east-1 cloudtrail --profile p \\\n  stop-logging --name t", "StopLogging"],
        ["aws cloudtrail get-trail --name t\n./stop-logging"],
        ["set -e; aws cloudtrail --profile p stop-logging --name t", "StopLogging"],
        ["aws cloudtrail create-trail --name t", "CreateTrail"],
        ["/usr/bin/aws cloudtrail update-trail --name t", "UpdateTrail"],
        ['{"service":"CloudTrail","action":"putEventSelectors"}', "PutEventSelectors"],
        ['{\\"service\\":\\"@aws-sdk/client-cloudtrail\\",\\"action\\":\\"UpdateTrailCommand\\"}', "UpdateTrail"],
        ['{"action": "stopLogging", "service": "cloudtrail"}', "StopLogging"],
        ['{"service":"CloudTrail","action":"startLogging"}'],
        ['{"service":"EC2","action":"putEventSelectors"}'],
        ["aws cloudtrail describe-trails; ./put-event-selectors"],
        ["aws cloudtrail lookup-events && aws s3 cp create-trail s3://b"],
        ["aws cloudtrail start-logging --name t"],
        ["echo cloudtrail"],
    ];
    for (const [text, call] of TEXTS) {
        it(`${JSON.stringify(text)}: ${call ?? "none"}`, () => assert.equal(trailCallIn(text), call));
    }
});
