"""AWS on this machine: moto behind a web application that corrects and completes its answers."""
