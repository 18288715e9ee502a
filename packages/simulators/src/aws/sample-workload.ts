/** What one account runs of one service: `count` resources, each with about `perDay` units of usage a day. */
export type Workload = {
  readonly account: string
  readonly code: string
  readonly name: string
  readonly family: string
  readonly usageType: string
  readonly operation: string
  readonly region: string
  readonly unit: string
  readonly rate: string
  readonly count: number
  readonly perDay: number
  /** Digits after the point of a quantity; 0 for hours and requests. */
  readonly places: number
  readonly instanceType?: string
  /** Pays with the savings plan as far as it reaches. */
  readonly covered?: 'savings_plan' | 'reservation' | 'spot'
  /** Seller of a marketplace subscription. */
  readonly seller?: string
  /** Weekends use this share of a weekday. */
  readonly weekend?: number
  /** Growth per month. */
  readonly growth?: number
}

const prod = '222233334444'
const staging = '333344445555'
const data = '444455556666'
const ml = '555566667777'
const sandbox = '666677778888'

const ec2 = { code: 'AmazonEC2', name: 'Amazon Elastic Compute Cloud', family: 'Compute Instance', operation: 'RunInstances', unit: 'Hrs', places: 0 }
const s3 = { code: 'AmazonS3', name: 'Amazon Simple Storage Service', operation: 'StandardStorage' }

export const WORKLOADS: readonly Workload[] = [
  { ...ec2, account: prod, usageType: 'USE2-BoxUsage:m6i.large', region: 'us-east-2', rate: '0.096', count: 12, perDay: 24, instanceType: 'm6i.large', covered: 'savings_plan' },
  { ...ec2, account: prod, usageType: 'EU-BoxUsage:c6i.xlarge', region: 'eu-west-1', rate: '0.192', count: 6, perDay: 24, instanceType: 'c6i.xlarge' },
  { ...ec2, account: staging, usageType: 'USE2-BoxUsage:t3.medium', region: 'us-east-2', rate: '0.0416', count: 8, perDay: 14, instanceType: 't3.medium', weekend: 0.2 },
  { ...ec2, account: data, usageType: 'USW2-SpotUsage:r6i.2xlarge', region: 'us-west-2', rate: '0.1824', count: 5, perDay: 18, instanceType: 'r6i.2xlarge', covered: 'spot' },
  { ...ec2, account: ml, usageType: 'USE1-BoxUsage:g5.xlarge', region: 'us-east-1', rate: '1.006', count: 3, perDay: 11, instanceType: 'g5.xlarge', weekend: 0.3, growth: 0.15 },
  { ...ec2, account: sandbox, usageType: 'USE1-BoxUsage:t3.small', region: 'us-east-1', rate: '0.0208', count: 5, perDay: 9, instanceType: 't3.small', weekend: 0.1 },
  { ...ec2, account: prod, family: 'Storage', operation: 'CreateVolume-Gp3', usageType: 'USE2-EBS:VolumeUsage.gp3', region: 'us-east-2', unit: 'GB-Mo', rate: '0.08', count: 14, perDay: 6.6, places: 10 },
  { ...s3, account: prod, family: 'Storage', usageType: 'USE2-TimedStorage-ByteHrs', region: 'us-east-2', unit: 'GB-Mo', rate: '0.023', count: 6, perDay: 58, places: 10, growth: 0.05 },
  { ...s3, account: data, family: 'Storage', usageType: 'USW2-TimedStorage-ByteHrs', region: 'us-west-2', unit: 'GB-Mo', rate: '0.023', count: 9, perDay: 190, places: 10, growth: 0.07 },
  { ...s3, account: data, family: 'API Request', operation: 'GetObject', usageType: 'USW2-Requests-Tier2', region: 'us-west-2', unit: 'Requests', rate: '0.0000004', count: 6, perDay: 1_900_000, places: 0 },
  { account: prod, code: 'AmazonRDS', name: 'Amazon Relational Database Service', family: 'Database Instance', usageType: 'USE2-InstanceUsage:db.r6g.large', operation: 'CreateDBInstance:0014', region: 'us-east-2', unit: 'Hrs', rate: '0.24', count: 4, perDay: 24, places: 0, instanceType: 'db.r6g.large', covered: 'reservation' },
  { account: staging, code: 'AmazonRDS', name: 'Amazon Relational Database Service', family: 'Database Instance', usageType: 'USE2-InstanceUsage:db.t4g.medium', operation: 'CreateDBInstance:0014', region: 'us-east-2', unit: 'Hrs', rate: '0.065', count: 2, perDay: 24, places: 0, instanceType: 'db.t4g.medium' },
  { account: prod, code: 'AWSLambda', name: 'AWS Lambda', family: 'Serverless', usageType: 'USE2-Lambda-GB-Second', operation: 'Invoke', region: 'us-east-2', unit: 'Lambda-GB-Second', rate: '0.0000166667', count: 14, perDay: 41_000, places: 4 },
  { account: prod, code: 'AmazonDynamoDB', name: 'Amazon DynamoDB', family: 'Amazon DynamoDB PayPerRequest Throughput', usageType: 'USE2-ReadRequestUnits', operation: 'PayPerRequestThroughput', region: 'us-east-2', unit: 'ReadRequestUnits', rate: '0.000000125', count: 6, perDay: 6_400_000, places: 0 },
  { account: prod, code: 'AWSELB', name: 'Elastic Load Balancing', family: 'Load Balancer-Application', usageType: 'USE2-LCUUsage', operation: 'LoadBalancing:Application', region: 'us-east-2', unit: 'LCU-Hrs', rate: '0.008', count: 4, perDay: 96.4, places: 6 },
  { account: prod, code: 'AmazonCloudFront', name: 'Amazon CloudFront', family: 'Data Transfer', usageType: 'US-DataTransfer-Out-Bytes', operation: 'GET', region: 'global', unit: 'GB', rate: '0.085', count: 3, perDay: 61.2, places: 10 },
  { account: prod, code: 'AmazonVPC', name: 'Amazon Virtual Private Cloud', family: 'NAT Gateway', usageType: 'USE2-NatGateway-Hours', operation: 'NatGateway', region: 'us-east-2', unit: 'Hrs', rate: '0.045', count: 3, perDay: 24, places: 0 },
  { account: data, code: 'AWSGlue', name: 'AWS Glue', family: 'AWS Glue', usageType: 'USW2-ETL-DPU-Hour', operation: 'Jobrun', region: 'us-west-2', unit: 'DPU-Hour', rate: '0.44', count: 3, perDay: 7.5, places: 6, weekend: 0.4 },
  { account: data, code: 'AmazonAthena', name: 'Amazon Athena', family: 'Athena Queries', usageType: 'USW2-DataScannedInTB', operation: 'ExecuteQuery', region: 'us-west-2', unit: 'Terabytes', rate: '5', count: 2, perDay: 0.9, places: 10, weekend: 0.3 },
  { account: data, code: 'AmazonRedshift', name: 'Amazon Redshift', family: 'Compute Instance', usageType: 'USW2-Node:ra3.xlplus', operation: 'RunComputeNode:0001', region: 'us-west-2', unit: 'Hrs', rate: '1.086', count: 2, perDay: 24, places: 0, instanceType: 'ra3.xlplus' },
  { account: ml, code: 'AmazonSageMaker', name: 'Amazon SageMaker', family: 'ML Instance', usageType: 'USE1-Host:ml.m5.xlarge', operation: 'RunInstance', region: 'us-east-1', unit: 'Hrs', rate: '0.23', count: 3, perDay: 20, places: 0, instanceType: 'ml.m5.xlarge' },
  { account: ml, code: 'AmazonBedrock', name: 'Amazon Bedrock', family: 'Amazon Bedrock', usageType: 'USE1-NovaPro-input-tokens', operation: 'InvokeModelInference', region: 'us-east-1', unit: '1K tokens', rate: '0.0008', count: 2, perDay: 9_500, places: 3, growth: 0.2 },
  { account: ml, code: '7g37a1yq9e0x3v5h', name: 'Claude Sonnet 4.5 (Amazon Bedrock Edition)', family: '', usageType: 'USE1-MP:USE1_InputTokenCount-Units', operation: 'Usage', region: 'us-east-1', unit: 'Units', rate: '0.000003', count: 1, perDay: 11_000_000, places: 0, seller: 'Anthropic, PBC', growth: 0.25 },
  { account: prod, code: 'AmazonCloudWatch', name: 'AmazonCloudWatch', family: 'Metric', usageType: 'USE2-CW:MetricMonitorUsage', operation: 'MetricStorage', region: 'us-east-2', unit: 'Metrics', rate: '0.3', count: 3, perDay: 11.8, places: 10 },
  { account: sandbox, code: 'AWSQueueService', name: 'Amazon Simple Queue Service', family: 'API Request', usageType: 'USE1-Requests-Tier1', operation: 'Request', region: 'us-east-1', unit: 'Requests', rate: '0.0000004', count: 3, perDay: 28_000, places: 0 },
  { account: prod, code: 'awskms', name: 'AWS Key Management Service', family: 'Encryption Key', usageType: 'us-east-2-KMS-Keys', operation: 'Unknown', region: 'us-east-2', unit: 'Keys', rate: '1', count: 4, perDay: 0.0333333333, places: 10 },
]
