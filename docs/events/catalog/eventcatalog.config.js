/** @type {import('@eventcatalog/core/bin/eventcatalog.config').Config} */
export default {
  cId: "salesline",
  title: "Salesline events",
  tagline: "What happens from a lead to the paid invoice",
  organizationName: "Salesline",
  homepageLink: "https://salesline.invalid",
  output: "static",
  trailingSlash: false,
  base: "/",
};
