/** Properties whose names are not made of Terraform's by the rule; by Terraform's type and the path of Pulumi's names. */
export const renames: Readonly<Record<string, string>> = {
    "aws_cloudwatch_metric_alarm.name": "alarm_name",
    "aws_lambda_function.code": "filename",
    "aws_lambda_function.name": "function_name",
    "aws_lambda_permission.function": "function_name",
    "aws_sns_topic_subscription.topic": "topic_arn",
};
