// Read when the logger is made: what is printed here are tables, not a line for each command.
process.env["POWERTOOLS_LOG_LEVEL"] ??= "WARN";
