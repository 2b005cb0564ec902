/** Types that rules about EC2 name, twins of one another. */

export const INSTANCES = ["aws:ec2/instance:Instance", "aws:ec2/spotInstanceRequest:SpotInstanceRequest"];

export const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

export const LAUNCH_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration";
