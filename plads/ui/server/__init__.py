"""The server around the pages: headers, language, health, speed, errors."""
