import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  UserPool,
  type UserPoolClient,
  UserPoolGroup,
} from "aws-cdk-lib/aws-cognito";
import type { Construct } from "constructs";
import { roleNames } from "../domain/kernel/role.ts";

/** Who may come in: the pool of the company's people, and the client that its pages and tools use. */
export interface People {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
}

/** The user pool, with the roles of the domain as its groups; kept when its stack is removed. */
export function createPeople(scope: Construct): People {
  const pool = new UserPool(scope, "People", {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(3),
    },
    mfa: Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Validations.of(pool).acknowledge({
    id: "AwsSolutions-COG8",
    reason:
      "The Plus plan is billed per person; nobody signs up on their own, and everybody needs a second factor",
  });
  for (const groupName of roleNames) {
    // Without its groups a pool that is kept would no longer know who may do what.
    new UserPoolGroup(scope, `group-${groupName}`, { userPool: pool, groupName }).applyRemovalPolicy(
      RemovalPolicy.RETAIN,
    );
  }
  return { pool, client: createClient(pool) };
}

function createClient(pool: UserPool): UserPoolClient {
  return pool.addClient("Client", {
    // The password itself is taken only from callers with AWS credentials; all others prove that they know it.
    authFlows: { userSrp: true, adminUserPassword: true },
    disableOAuth: true,
    generateSecret: false,
    preventUserExistenceErrors: true,
    enableTokenRevocation: true,
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(1),
  });
}
