import * as aws from "@pulumi/aws";
import { serviceRole } from "./service-role";

const EMBEDDING_MODEL = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0";

/** A knowledge base whose vectors are kept in S3. */
export function knowledgeBase(name: string): aws.bedrock.AgentKnowledgeBase {
    const vectors = new aws.s3.VectorsVectorBucket(name, { vectorBucketName: `${name}-vectors` });
    const index = new aws.s3.VectorsIndex(name, {
        vectorBucketName: vectors.vectorBucketName,
        indexName: name,
        dataType: "float32",
        dimension: 1024,
        distanceMetric: "cosine",
    });
    const actions = ["bedrock:InvokeModel", "s3vectors:GetVectors", "s3vectors:PutVectors", "s3vectors:QueryVectors"];
    return new aws.bedrock.AgentKnowledgeBase(name, {
        roleArn: serviceRole(`${name}-knowledge-base`, actions, [EMBEDDING_MODEL, index.indexArn]).arn,
        knowledgeBaseConfiguration: {
            type: "VECTOR",
            vectorKnowledgeBaseConfiguration: { embeddingModelArn: EMBEDDING_MODEL },
        },
        storageConfiguration: { type: "S3_VECTORS", s3VectorsConfiguration: { indexArn: index.indexArn } },
    });
}
