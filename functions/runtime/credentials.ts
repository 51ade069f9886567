/**
 * The credentials of a Lambda function: those of its role, which are always in its environment. The bundles take this
 * in place of the SDK's search through files, services and other processes: a third of a bundle that never finds
 * anything there.
 */
export function defaultProvider() {
  return async () => {
    const accessKeyId = process.env["AWS_ACCESS_KEY_ID"];
    const secretAccessKey = process.env["AWS_SECRET_ACCESS_KEY"];
    const sessionToken = process.env["AWS_SESSION_TOKEN"];
    if (accessKeyId === undefined || secretAccessKey === undefined) {
      throw new Error("No AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }
    return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
  };
}
