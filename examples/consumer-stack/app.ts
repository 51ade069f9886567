import { App } from "aws-cdk-lib";
import { createConsumer } from "./consumer.ts";

const app = new App();
createConsumer(app);
app.synth();
