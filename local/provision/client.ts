/** What a client of the local engines is made with: they take any credentials. */
export const clientOptions = (endpoint: string, region: string) => ({
  endpoint,
  region,
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
