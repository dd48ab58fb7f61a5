"""What do we decide about signals? May it be received, which clocks run, how long is it kept."""
