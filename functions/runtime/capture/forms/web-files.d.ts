/** A file of web/ as a browser gets it: built by `infra/web.ts`. */
declare module "web:*" {
  const text: string;
  export default text;
}
