resource "aws_s3_bucket" "logs" {
  bucket_prefix = "trail-logs-"
}

# Agents are named, knowledge bases are not; and without a selector for management events, InvokeModel isn't logged
# either.
resource "aws_cloudtrail" "audit" {
  name                  = "audit"
  s3_bucket_name        = aws_s3_bucket.logs.id
  is_multi_region_trail = true

  advanced_event_selector {
    name = "Bedrock agents"
    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }
    field_selector {
      field  = "resources.type"
      equals = ["AWS::Bedrock::AgentAlias"]
    }
  }
}
